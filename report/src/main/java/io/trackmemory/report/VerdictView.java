package io.trackmemory.report;

import io.trackmemory.tracker.spi.Verdict;

/**
 * One check.
 *
 * @param check what was checked
 * @param style how it is painted: passed, failed or uncertified
 * @param outcome how it ended
 * @param message the failure message, may be empty
 */
record VerdictView(String check, String style, String outcome, String message) {

  static VerdictView of(Verdict verdict) {
    String message = VisibleText.lines(verdict.message(), PageView.MAX_MESSAGE_CHARS);
    String check = SiteRow.name(verdict.check());
    return switch (verdict.outcome()) {
      case PASSED -> new VerdictView(check, "passed", "passed", message);
      case FAILED -> new VerdictView(check, "failed", "failed", message);
      case UNCERTIFIED -> new VerdictView(check, "aborted", "cannot certify", message);
    };
  }
}
