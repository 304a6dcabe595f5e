package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexEntry.Measured;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.spi.RateText;
import java.util.List;

/**
 * What a check saw, of its limit, in words and as a bar: grey is allowed, red is beyond, green is
 * within, hatched is not known. Components are the keys of the template.
 *
 * @param exact exact figures, the empty string where the text has them
 * @param seen what was seen
 * @param limit what is allowed
 * @param parts of the bar, from the left
 * @param line where the limit is, in percent of the width
 */
record IndexSeen(String exact, String seen, String limit, List<IndexBar.Part> parts, String line) {

  /** What the check of a test saw, none or one. */
  static List<IndexSeen> of(IndexEntry entry) {
    return entry
        .asked()
        .flatMap(IndexEntry.Asked::measured)
        .map(measured -> of(measured, entry.ending() == Ending.PASSED))
        .stream()
        .toList();
  }

  private static IndexSeen of(Measured measured, boolean passed) {
    boolean exactly = needsBytes(measured);
    IndexBar bar = IndexBar.of(measured, passed);
    return new IndexSeen(
        measured.unit() == IndexEntry.Unit.OBJECTS || exactly
            ? ""
            : range(measured, true) + " of " + number(measured, measured.limit(), true),
        range(measured, exactly),
        limit(measured, passed, exactly),
        bar.parts(),
        bar.limit());
  }

  private static String limit(Measured measured, boolean passed, boolean exactly) {
    if (measured.exact() && passed) {
      return "exactly, as asked";
    }
    String limit =
        measured.unit() == IndexEntry.Unit.OBJECTS
            ? Numbers.count(measured.limit())
            : number(measured, measured.limit(), exactly);
    if (measured.exact()) {
      return "of exactly " + limit;
    }
    return measured.limit() == 0 ? "limit 0" : "of " + limit;
  }

  /** Whether two figures that differ would round to one text. */
  private static boolean needsBytes(Measured measured) {
    return measured.unit() != IndexEntry.Unit.OBJECTS
        && (isOneText(measured.atLeast(), measured.limit())
            || isOneText(measured.atMost(), measured.limit())
            || isOneText(measured.atLeast(), measured.atMost()));
  }

  private static boolean isOneText(long one, long other) {
    return one != other && Numbers.size(one).equals(Numbers.size(other));
  }

  private static String range(Measured measured, boolean exactly) {
    if (measured.rate().isPresent() && !exactly) {
      return RateText.bytes(measured.rate().getAsDouble()) + " a run";
    }
    long atLeast = measured.atLeast();
    if (measured.atMost() == Long.MAX_VALUE) {
      return "at least " + number(measured, atLeast, exactly);
    }
    String most = number(measured, measured.atMost(), exactly);
    if (atLeast == measured.atMost()) {
      return most;
    }
    return (measured.unit() == IndexEntry.Unit.OBJECTS
            ? Numbers.count(atLeast)
            : bytes(atLeast, exactly))
        + " to "
        + most;
  }

  private static String number(Measured measured, long number, boolean exactly) {
    return switch (measured.unit()) {
      case OBJECTS -> Numbers.count(number, "object");
      case BYTES -> bytes(number, exactly);
      case BYTES_A_RUN -> bytes(number, exactly) + " a run";
    };
  }

  private static String bytes(long bytes, boolean exactly) {
    return exactly ? Numbers.exact(bytes) : Numbers.size(bytes);
  }
}
