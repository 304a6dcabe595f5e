package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import java.util.List;

/**
 * Live bytes against the limit that they passed, as a bar: up to the limit, beyond it, and from the
 * least to the most that the peak can have been. Components are the keys of the template.
 *
 * @param label the same in words
 * @param allowed width up to the limit
 * @param limit where the limit is, with its label
 * @param beyond width from the limit to the least that the peak was
 * @param unknownFrom where the space of the unknown begins
 * @param unknown its width
 * @param crossing what was alive when the limit was passed, with its label
 * @param bracket the least and the most that the peak was
 * @param ticks the scale
 */
record PeakChart(
    String label,
    String allowed,
    Mark limit,
    String beyond,
    String unknownFrom,
    String unknown,
    Mark crossing,
    String bracket,
    List<Mark> ticks) {

  private static final double WIDTH = 1_000;
  private static final double EDGE = 30;
  private static final double GAP = 6;

  /** A place on the bar, and a text beside it that begins or ends at {@code textX}. */
  record Mark(String x, String textX, String anchor, String text) {}

  static PeakChart of(PeakMoment moment, PeakBracket bracket) {
    long limit = moment.limitBytes();
    long live = moment.liveBytes();
    long least = Math.max(live, bracket.atLeast());
    long most = Math.max(least, bracket.atMost());
    ChartScale x = new ChartScale(0, (double) Math.max(1, Math.max(limit, most)), 0, WIDTH);
    String known = "at least " + Numbers.size(least) + ", at most " + Numbers.size(most);
    return new PeakChart(
        "Live bytes passed the limit of "
            + Numbers.size(limit)
            + " with "
            + Numbers.size(live)
            + "; the peak was "
            + known,
        x.text(limit),
        mark(x, limit, "limit " + Numbers.size(limit)),
        width(x, limit, least),
        x.text(least),
        width(x, least, most),
        mark(x, live, "passed here, " + Numbers.size(live) + " alive"),
        "the peak was " + known,
        x.sizes(5).stream().map(size -> tick(x, size)).toList());
  }

  private static String width(ChartScale x, long from, long to) {
    return ChartScale.coordinate(Math.max(0, x.at(to) - x.at(from)));
  }

  private static Mark tick(ChartScale x, long bytes) {
    double at = x.at(bytes);
    String anchor = at < EDGE ? "start" : at > WIDTH - EDGE ? "end" : "middle";
    return new Mark(
        ChartScale.coordinate(at), ChartScale.coordinate(at), anchor, Numbers.size(bytes));
  }

  private static Mark mark(ChartScale x, long bytes, String text) {
    double at = x.at(bytes);
    boolean left = at < WIDTH / 2;
    return new Mark(
        ChartScale.coordinate(at),
        ChartScale.coordinate(left ? at + GAP : at - GAP),
        left ? "start" : "end",
        text);
  }
}
