package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What stands first on a page: the check it is about, or what else the test ended by. */
final class PageHeads {

  private PageHeads() {}

  /** The decisive check; else the test's own failure, or that all was kept. */
  static VerdictHead head(ReportContent content, PageView.State state) {
    if (content.isOfDecisive()) {
      return VerdictHead.of(0, content.decisive().orElseThrow(), content.sources());
    }
    if (content.failure().isPresent()) {
      Failure failure = content.failure().get();
      String first = failure.message().lines().findFirst().orElse("(no message)");
      return plain(BlamedLine.simple(failure.type()), VisibleText.line(first, 400), state.style());
    }
    List<Verdict> kept = content.report().verdicts();
    if (kept.size() == 1) {
      return VerdictHead.of(0, kept.get(0), content.sources());
    }
    return plain(
        "",
        kept.isEmpty()
            ? "No check of its memory was made"
            : Numbers.count(kept.size(), "check") + " kept",
        state.style());
  }

  private static VerdictHead plain(String code, String text, String style) {
    return new VerdictHead(
        "accept0",
        VisibleText.name(code),
        text,
        style,
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        "#console");
  }

  /** Other checks that were broken, or that nobody could judge. */
  static List<VerdictHead> others(ReportContent content) {
    List<VerdictHead> others = new ArrayList<>();
    for (Verdict verdict : content.report().verdicts()) {
      boolean first = content.isOfDecisive() && content.decisive().orElseThrow().equals(verdict);
      if (verdict.outcome() != Outcome.PASSED && !first) {
        others.add(VerdictHead.of(others.size() + 1, verdict, content.sources()));
      }
    }
    return others;
  }
}
