package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One check.
 *
 * @param check what was checked
 * @param style how it is painted: good, bad or nothing
 * @param outcome how it ended
 * @param message the failure message, may be empty
 */
record VerdictView(String check, String style, String outcome, String message) {

  static VerdictView of(Verdict verdict) {
    String message = VisibleText.lines(verdict.message(), PageView.MAX_MESSAGE_CHARS);
    return of(verdict.outcome(), VisibleText.name(verdict.check()), message);
  }

  private static VerdictView of(Outcome outcome, String check, String message) {
    return switch (outcome) {
      case PASSED -> new VerdictView(check, "good", "passed", message);
      case FAILED -> new VerdictView(check, "bad", "failed", message);
      case UNCERTIFIED -> new VerdictView(check, "", "cannot certify", message);
    };
  }

  /** Those that are listed, then how many there were more. */
  static List<VerdictView> all(Checks checks) {
    List<VerdictView> views = new ArrayList<>();
    checks.listed().forEach(verdict -> views.add(of(verdict)));
    for (Outcome outcome : Outcome.values()) {
      Optional.ofNullable(checks.unlisted().get(outcome))
          .map(more -> of(outcome, "... and " + Numbers.count(more, "more check"), ""))
          .ifPresent(views::add);
    }
    return views;
  }
}
