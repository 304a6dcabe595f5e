package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import java.util.List;
import java.util.Optional;

/** A holder keeps what was made: medium, high where it is 30 % of what was allocated or more. */
final class Kept implements FindingRule {

  static final String NAME = "kept";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unasked(Evidence seen) {
    return LeakSearches.unasked(seen);
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return seen.leaks().stream()
        .map(LeakResult::leaks)
        .flatMap(List::stream)
        .map(leak -> finding(seen, leak))
        .toList();
  }

  private static Finding finding(Evidence seen, Leak leak) {
    Saving saving = new Saving(leak.objectCount(), leak.shallowBytes());
    boolean much = seen.severityOf(saving).filter(each -> each == Severity.HIGH).isPresent();
    return new Finding(
        NAME,
        much ? Severity.HIGH : Severity.MEDIUM,
        "Kept after the work",
        Numbers.count(leak.objectCount(), "object")
            + ", "
            + Numbers.size(leak.shallowBytes())
            + ", held by "
            + VisibleText.name(leak.signature()),
        LeakSearches.line(leak.objects()),
        advice(leak),
        Optional.of(saving));
  }

  private static String advice(Leak leak) {
    String root = leak.rootDescription();
    if (root.startsWith("ThreadLocal")) {
      return "Remove the value in a finally block, before the thread goes back to its pool.";
    }
    if (root.startsWith("thread")) {
      return "Shut the executor down, or end the thread.";
    }
    return root.startsWith("static field")
        ? "Take out what is done with, or bound how many it keeps."
        : "Take it out of what holds it once the work is done.";
  }
}
