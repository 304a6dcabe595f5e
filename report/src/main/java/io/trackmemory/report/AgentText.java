package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.RateText;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict as plain text, for whoever mends it by a tool, and the command that runs it again.
 */
final class AgentText {

  private static final int LINES = 5;

  private AgentText() {}

  static String of(ReportContent content) {
    TestReport report = content.report();
    List<String> lines = new ArrayList<>();
    lines.add(
        "A test of memory "
            + (report.status() == TestReport.Status.PASSED ? "passed" : "did not pass")
            + ". Test: "
            + report.test());
    for (Verdict verdict : report.verdicts()) {
      if (verdict.outcome() != Outcome.PASSED) {
        add(lines, verdict);
      }
    }
    lines.add("All numbers: " + FileNames.ofTest(report.test()) + ".json beside this page");
    return VisibleText.lines(String.join("\n", lines), PageView.MAX_MESSAGE_CHARS);
  }

  private static void add(List<String> lines, Verdict verdict) {
    lines.add("Check: " + verdict.check() + " (" + outcome(verdict) + ")");
    verdict.askedAt().ifPresent(line -> lines.add("Asked at: " + line));
    verdict
        .measure()
        .ifPresent(
            seen -> lines.add("Limit: " + seen.limit() + unit(seen) + ". Seen: " + seen(seen)));
    if (!verdict.blamed().isEmpty()) {
      lines.add("Lines to blame:");
    }
    for (SiteStatistics row : verdict.blamed().stream().limit(LINES).toList()) {
      lines.add(
          "  "
              + row.count()
              + " x "
              + row.typeName()
              + ", "
              + row.bytes()
              + " B, "
              + row.location());
    }
    if (verdict.outcome() == Outcome.UNCERTIFIED) {
      lines.add(verdict.message());
    }
    if (!verdict.accept().isEmpty()) {
      lines.add(
          "Accepting it would be: "
              + verdict.accept()
              + " (only if the amount is intended; prefer to change the code)");
    }
  }

  private static String outcome(Verdict verdict) {
    return verdict.outcome() == Outcome.FAILED ? "failed" : "cannot be certified";
  }

  private static String seen(Measure seen) {
    if (seen.rate().isPresent()) {
      return RateText.bytes(seen.rate().getAsDouble()) + " a run";
    }
    return seen.isKnown()
        ? seen.atLeast() + unit(seen)
        : seen.atLeast() + " to " + seen.atMost() + unit(seen);
  }

  private static String unit(Measure measure) {
    return switch (measure.unit()) {
      case OBJECTS -> " objects";
      case BYTES -> " B";
      case BYTES_A_RUN -> " B a run";
    };
  }

  /** By the build tool in use, as far as a JVM of tests can tell. */
  static String rerun(TestId test) {
    String name = test.testClass() + (isGradle() ? "." : "#") + test.method();
    return VisibleText.name(
        isGradle() ? "./gradlew test --tests '" + name + "'" : "mvn test -Dtest='" + name + "'");
  }

  private static boolean isGradle() {
    return System.getProperty("org.gradle.test.worker") != null;
  }
}
