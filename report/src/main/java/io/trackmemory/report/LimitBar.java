package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.RateText;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.Locale;

/**
 * A figure against the line that it must not cross, on a linear scale that ends with the larger of
 * the two. Components are the keys of the template; places and widths are per cent of the width.
 *
 * @param label the same in words
 * @param within how wide what is allowed of it is, as it is painted beside what is not
 * @param kept how wide it is where it is all allowed
 * @param beyond whether some is not allowed
 * @param from where what is not known begins
 * @param unknown how wide that is
 * @param line where the limit is
 * @param anchor how its words stand there
 * @param limit the limit in words
 * @param seen what was seen in words
 * @param seenAt where these end
 * @param seenAnchor how they stand there
 * @param ok whether it was kept
 */
record LimitBar(
    String label,
    String within,
    String kept,
    boolean beyond,
    String from,
    String unknown,
    String line,
    String anchor,
    String limit,
    String seen,
    String seenAt,
    String seenAnchor,
    boolean ok) {

  static LimitBar of(Measure measure, Outcome outcome) {
    double full = Math.max(1, Math.max(measure.limit(), measure.atMost()));
    double limit = 100.0 * measure.limit() / full;
    double atLeast = 100.0 * measure.atLeast() / full;
    double atMost = 100.0 * measure.atMost() / full;
    boolean failed = outcome == Outcome.FAILED;
    boolean passed = outcome == Outcome.PASSED;
    String limitText =
        measure.limit() == 0 && !measure.exact()
            ? "limit: none"
            : (measure.exact() ? "asked for " : "limit ") + amount(measure, measure.limit());
    String seenText = "seen " + seen(measure);
    double end = Math.max(atMost, 0);
    return new LimitBar(
        limitText + ", " + seenText,
        width(failed ? Math.min(limit, atLeast) : passed ? 0 : atLeast),
        width(passed ? atMost : 0),
        failed && atLeast > limit,
        width(atLeast),
        width(atMost - atLeast),
        width(limit),
        anchor(limit),
        limitText,
        seenText,
        width(end),
        anchor(end),
        passed);
  }

  /** What was seen, to the byte; of a rate as everywhere. */
  static String seen(Measure measure) {
    if (measure.rate().isPresent()) {
      return RateText.bytes(measure.rate().getAsDouble()) + " a run";
    }
    return measure.isKnown()
        ? exact(measure, measure.atLeast())
        : "between "
            + exact(measure, measure.atLeast())
            + " and "
            + exact(measure, measure.atMost());
  }

  /** The least that was seen, short. */
  static String least(Measure measure) {
    return measure.rate().isPresent() ? seen(measure) : amount(measure, measure.atLeast());
  }

  /** An amount in the unit of a measure, short. */
  static String amount(Measure measure, long amount) {
    return measure.unit() == Unit.OBJECTS
        ? Numbers.count(amount, "object")
        : Numbers.size(amount) + (measure.unit() == Unit.BYTES_A_RUN ? " a run" : "");
  }

  /** An amount in the unit of a measure, to the byte. */
  static String exact(Measure measure, long amount) {
    return measure.unit() == Unit.OBJECTS
        ? Numbers.count(amount, "object")
        : Numbers.sizeAndExact(amount) + (measure.unit() == Unit.BYTES_A_RUN ? " a run" : "");
  }

  private static String anchor(double percent) {
    return percent < 15 ? "start" : percent > 85 ? "end" : "middle";
  }

  private static String width(double percent) {
    return String.format(Locale.ROOT, "%.3f%%", Math.max(0, Math.min(100, percent)));
  }
}
