package io.trackmemory.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fails where what the page tells of the tracker's cost is no longer so: where the ratio to the
 * untracked run of the same pair is more than twice the documented one, in three pairs in a row.
 * Shorter runs than those of the page: it finds what has become a multiple, and nothing less. A
 * machine that is disturbed for minutes can fail it, one that is for seconds cannot.
 */
final class Guard {

  private static final int PAIRS = 3;
  private static final double GENEROUS = 2;
  private static final int OLDEST_JDK = 17;

  private static final JmhRun.Length LOOP = new JmhRun.Length(2, 3, true);
  private static final JmhRun.Length PAYLOAD = new JmhRun.Length(5, 3, true);
  private static final String TEST_SECONDS = "3";

  private static final List<Tracked> TRACKED = List.of(Tracked.NO_SCOPE, Tracked.COUNTING);

  private final Path page;
  private boolean broken;

  private Guard(Path page) {
    this.page = page;
  }

  /**
   * Runs all pairs.
   *
   * @param args the page
   */
  public static void main(String[] args) throws Exception {
    Guard guard = new Guard(Path.of(args[0]));
    for (String loop : List.of("obj", "arr", "mix")) {
      guard.watch("loops", loop, tracked -> loop(loop, tracked));
    }
    for (Payload payload : List.of(Payload.JACKSON, Payload.JSOUP)) {
      guard.watch("payloads", payload.label(), tracked -> payload(payload, tracked));
    }
    for (String test : List.of(Tests.COUNTED, Tests.LIMITED, Tests.LEAKLESS)) {
      guard.watch("tests", Tests.SERIAL, test, () -> test(Tests.UNTRACKED), () -> test(test));
    }
    if (guard.broken) {
      System.exit(1);
    }
  }

  @FunctionalInterface
  private interface Measuring {
    double measure(Tracked tracked) throws Exception;
  }

  private void watch(String part, String row, Measuring measuring) throws Exception {
    for (Tracked tracked : TRACKED) {
      watch(
          part,
          row,
          tracked.label(),
          () -> measuring.measure(Tracked.UNTRACKED),
          () -> measuring.measure(tracked));
    }
  }

  private void watch(
      String part, String row, String variant, Callable<Double> base, Callable<Double> measured)
      throws Exception {
    double bound = GENEROUS * Math.max(documented(part, row, variant), 1);
    StringBuilder ratios = new StringBuilder();
    for (int pair = 0; pair < PAIRS; pair++) {
      double untracked = base.call();
      double ratio = measured.call() / untracked;
      ratios.append(" x%.2f".formatted(ratio));
      if (ratio <= bound) {
        tell("  ", part, row, variant, ratios, bound);
        return;
      }
    }
    broken = true;
    tell("! ", part, row, variant, ratios, bound);
  }

  private static void tell(
      String mark, String part, String row, String variant, CharSequence ratios, double bound) {
    System.out.printf("%s%s, %s, %s:%s, at most x%.2f%n", mark, part, row, variant, ratios, bound);
  }

  /* Of this JDK, or the nearest older one that the page has. */
  private double documented(String part, String row, String variant) throws IOException {
    Pattern line =
        Pattern.compile(
            "\\| %s \\| %s \\|[^|]*\\|[^|]*\\| x([0-9.]+) \\|"
                .formatted(Pattern.quote(row), Pattern.quote(variant)));
    for (int jdk = Runtime.version().feature(); jdk >= OLDEST_JDK; jdk--) {
      Optional<String> tables = Page.tables(page, part, jdk);
      Matcher matcher = line.matcher(tables.orElse(""));
      if (matcher.find()) {
        return Double.parseDouble(matcher.group(1));
      }
    }
    throw new IllegalStateException(
        "%s must have a line of %s, %s, %s for JDK %d or an older one"
            .formatted(page, part, row, variant, Runtime.version().feature()));
  }

  private static double loop(String loop, Tracked tracked) throws Exception {
    return JmhRun.cost(AllocationBenchmark.class, loop, LOOP, tracked, Map.of()).nanos();
  }

  private static double payload(Payload payload, Tracked tracked) throws Exception {
    Map<String, String> parameters = Map.of("payload", payload.name());
    return JmhRun.cost(PayloadBenchmark.class, "run", PAYLOAD, tracked, parameters).nanos();
  }

  private static double test(String variant) throws Exception {
    return Tests.cpuMillis(Tests.SERIAL, variant, TEST_SECONDS);
  }
}
