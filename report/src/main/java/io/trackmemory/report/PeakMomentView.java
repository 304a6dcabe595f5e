package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import java.util.List;

/**
 * A limit on live bytes that was passed, and what was alive then. Components are the keys of the
 * template.
 *
 * @param limit the limit
 * @param live what was alive in all
 * @param bounds the least and the most that the peak was
 * @param chart all of them as a bar
 * @param passedBy the object that passed it
 * @param place where and when that was made
 * @param frames its call stack, innermost frame first
 * @param objects what was alive, by line
 */
record PeakMomentView(
    String limit,
    String live,
    List<Fact> bounds,
    PeakChart chart,
    String passedBy,
    String place,
    List<String> frames,
    Table<SiteRow> objects) {

  private static final int MAX_ROWS = 60;
  private static final int MAX_FRAMES = 60;

  static List<PeakMomentView> of(PeakResult peak) {
    return peak.moments().stream().map(moment -> of(moment, peak.bracket())).toList();
  }

  private static PeakMomentView of(PeakMoment moment, PeakBracket bracket) {
    return new PeakMomentView(
        Numbers.sizeAndExact(moment.limitBytes()),
        Numbers.sizeAndExact(moment.liveBytes()),
        List.of(bound("peak at least", bracket.atLeast()), bound("peak at most", bracket.atMost())),
        PeakChart.of(moment, bracket),
        VisibleText.name(moment.typeName()) + ", " + Numbers.sizeAndExact(moment.bytes()),
        VisibleText.name(moment.location())
            + (moment.ownThread() ? "" : " in thread " + VisibleText.name(moment.threadName()))
            + moment
                .checkpoint()
                .map(name -> ", after checkpoint " + VisibleText.name(name))
                .orElse(""),
        moment.stack().stream()
            .limit(MAX_FRAMES)
            .map(frame -> VisibleText.name(frame.toString()))
            .toList(),
        SiteRow.table(moment.live(), MAX_ROWS));
  }

  private static Fact bound(String label, long bytes) {
    return new Fact(label, Numbers.size(bytes), Numbers.exact(bytes));
  }
}
