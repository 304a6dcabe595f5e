package io.trackmemory.acceptance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a fixture on JUnit's real engine. */
final class Engine {

  /** Switch of a fixture that fails or counts on purpose: no fixture runs by itself. */
  private final Map<String, String> parameters = new HashMap<>();

  private Engine(Path reports) {
    parameters.put("trackmemory.report.dir", reports.toString());
  }

  static Engine reportingTo(Path reports) {
    return new Engine(reports);
  }

  Engine with(String key, String value) {
    parameters.put(key, value);
    return this;
  }

  Outcome run(Class<?>... fixtures) {
    EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter");
    for (Class<?> fixture : fixtures) {
      builder.selectors(selectClass(fixture));
    }
    return new Outcome(builder.configurationParameters(parameters).execute());
  }

  /** How everything ended. */
  record Outcome(EngineExecutionResults results) {

    List<String> passed() {
      return tests(Status.SUCCESSFUL);
    }

    List<String> failed() {
      return tests(Status.FAILED);
    }

    List<String> aborted() {
      return tests(Status.ABORTED);
    }

    private List<String> tests(Status status) {
      return results.testEvents().finished().stream()
          .filter(event -> resultOf(event).getStatus() == status)
          .map(event -> event.getTestDescriptor().getDisplayName())
          .sorted()
          .toList();
    }

    /** What the one test or container of that display name ended with. */
    Throwable failureOf(String displayName) {
      return results.allEvents().finished().stream()
          .filter(event -> event.getTestDescriptor().getDisplayName().equals(displayName))
          .flatMap(event -> resultOf(event).getThrowable().stream())
          .findFirst()
          .orElseThrow(() -> new AssertionError(displayName + " did not fail"));
    }

    /** Its message, without where its report is. */
    String messageOf(String displayName) {
      return Messages.withoutReport(Messages.comparable(failureOf(displayName)));
    }

    private static TestExecutionResult resultOf(Event event) {
      return event.getPayload(TestExecutionResult.class).orElseThrow();
    }
  }
}
