package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

/** Runs fixtures on the real engine, without pages unless asked for. */
final class Fixtures {

  /** Every test beside every other, on more threads than there are tests that wait. */
  static final String[] PARALLEL = {
    "junit.jupiter.execution.parallel.enabled", "true",
    "junit.jupiter.execution.parallel.mode.default", "concurrent",
    "junit.jupiter.execution.parallel.config.strategy", "fixed",
    "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"
  };

  private Fixtures() {}

  /** Runs the tests of a class; {@code settings} are keys and values in turn. */
  static Outcome run(Class<?> testClass, String... settings) {
    return run(List.of(testClass), settings);
  }

  /** Runs the tests of some classes in one go. */
  static Outcome run(List<Class<?>> testClasses, String... settings) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("trackmemory.report", "never");
    for (int i = 0; i < settings.length; i += 2) {
      parameters.put(settings[i], settings[i + 1]);
    }
    return new Outcome(
        EngineTestKit.engine("junit-jupiter")
            .selectors(
                testClasses.stream()
                    .map(DiscoverySelectors::selectClass)
                    .toArray(DiscoverySelector[]::new))
            .configurationParameters(parameters)
            .execute());
  }

  static void assertPasses(Class<?> testClass, int tests) {
    Outcome outcome = run(testClass).assertNothingFailed();
    assertThat(outcome.passed()).as(outcome.toString()).hasSize(tests);
  }

  /** The display name of a static class. */
  static String nameOf(Class<?> testClass) {
    return testClass.getName().substring(testClass.getPackageName().length() + 1);
  }

  /** How tests and containers ended, by display name. */
  record Outcome(EngineExecutionResults results) {

    /** Display names of the tests that ended so, sorted. */
    List<String> tests(Status status) {
      return results.testEvents().finished().stream()
          .filter(event -> result(event).getStatus() == status)
          .map(event -> event.getTestDescriptor().getDisplayName())
          .sorted()
          .toList();
    }

    List<String> passed() {
      return tests(Status.SUCCESSFUL);
    }

    List<String> failed() {
      return tests(Status.FAILED);
    }

    /** Display names of the containers that failed. */
    List<String> containersFailed() {
      return results.containerEvents().failed().stream()
          .map(event -> event.getTestDescriptor().getDisplayName())
          .toList();
    }

    Outcome assertNothingFailed() {
      assertThat(results.allEvents().failed().count()).as(toString()).isZero();
      return this;
    }

    /** The message of the assertion by which the test or container of that name failed. */
    String verdictOn(String displayName) {
      Throwable failure = failureOf(displayName);
      assertThat(failure).isInstanceOf(AssertionFailedError.class);
      return String.valueOf(failure.getMessage());
    }

    /** The message of the assertion by which the class itself failed. */
    String verdictOn(Class<?> testClass) {
      return verdictOn(nameOf(testClass));
    }

    /** What made the class itself fail or abort. */
    Throwable failureOf(Class<?> testClass) {
      return failureOf(nameOf(testClass));
    }

    /** What made the test or container of that name fail or abort. */
    Throwable failureOf(String displayName) {
      return results.allEvents().finished().stream()
          .filter(event -> event.getTestDescriptor().getDisplayName().equals(displayName))
          .flatMap(event -> result(event).getThrowable().stream())
          .findFirst()
          .orElseThrow(() -> new AssertionError(displayName + " did not fail: " + this));
    }

    @Override
    public String toString() {
      List<String> lines = new ArrayList<>();
      results.allEvents().finished().stream()
          .forEach(
              event ->
                  lines.add(
                      event.getTestDescriptor().getDisplayName()
                          + " "
                          + result(event).getStatus()
                          + " "
                          + result(event).getThrowable()));
      return String.join("\n", lines);
    }

    private static TestExecutionResult result(Event event) {
      Optional<TestExecutionResult> result = event.getPayload(TestExecutionResult.class);
      return result.orElseThrow();
    }
  }
}
