package io.trackmemory.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs a class of {@link TrackedTests} beside 5 MB of live objects, and prints what a test took.
 */
final class TestsProgram {

  /** Prints the wall time of the first leak, to its finished page. */
  static final String COLD = "cold";

  /** Prints the wall time of a later leak. */
  static final String WARM = "warm";

  private static final Map<String, Class<?>> CLASSES =
      Map.of(
          "Plain", TrackedTests.Plain.class,
          "Counted", TrackedTests.Counted.class,
          "Limited", TrackedTests.Limited.class,
          "Leakless", TrackedTests.Leakless.class,
          "Held", TrackedTests.Held.class);

  /* Classes, so that 10 ms, in which a process's CPU time is told, are little. */
  private static final int MEASURED = 5;
  private static final int MEASURED_OF_CHEAP = 50;
  private static final Set<String> COSTLY = Set.of("Leakless", "Held");
  private static final int LEAK_WARM_UPS = 10;
  private static final int BALLAST = 40_000;

  private TestsProgram() {}

  /**
   * Arguments: the class, and seconds of CPU time to warm up, and CPU time in ms is printed; or
   * {@link #COLD} or {@link #WARM}.
   */
  public static void main(String[] arguments) throws IOException {
    List<Object> ballast = new ArrayList<>();
    for (int i = 0; i < BALLAST; i++) {
      ballast.add(List.of(i, new byte[64]));
    }
    Path reports = Files.createTempDirectory("trackmemory-benchmark-");
    System.setProperty("trackmemory.report.dir", reports.toString());
    String what = arguments[0];
    Class<?> tests = CLASSES.get(what);
    System.out.println(
        tests != null
            ? cpuMillis(
                tests,
                TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1])),
                COSTLY.contains(what) ? MEASURED : MEASURED_OF_CHEAP)
            : leakMillis(what.equals(COLD) ? 0 : LEAK_WARM_UPS));
    if (ballast.size() != BALLAST) {
      throw new IllegalStateException("ballast must live");
    }
  }

  private static double cpuMillis(Class<?> tests, long warmUpNanos, int measured) {
    long start = cpuNanos();
    while (cpuNanos() - start < warmUpNanos) { // not by the clock: a busy machine compiles later
      passed(tests);
    }
    long before = cpuNanos();
    for (int i = 0; i < measured; i++) {
      passed(tests);
    }
    return (cpuNanos() - before) / 1e6 / (measured * TrackedTests.TESTS);
  }

  private static double leakMillis(int warmUps) {
    passed(TrackedTests.Counted.class); // attaches
    for (int i = 0; i < warmUps; i++) {
      leaked();
    }
    long before = System.nanoTime();
    leaked();
    return (System.nanoTime() - before) / 1e6;
  }

  private static void passed(Class<?> tests) {
    long passed = run(tests).getTestsSucceededCount();
    if (passed != TrackedTests.TESTS) {
      throw new IllegalStateException("tests must pass: " + passed + " did");
    }
  }

  private static void leaked() {
    String message =
        String.valueOf(
            run(TrackedTests.Leaking.class).getFailures().get(0).getException().getMessage());
    if (!message.contains("TrackedTests.KEPT") || !message.contains("Report: ")) {
      throw new IllegalStateException("the leak must be found: " + message);
    }
  }

  private static TestExecutionSummary run(Class<?> tests) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
            summary);
    return summary.getSummary();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
