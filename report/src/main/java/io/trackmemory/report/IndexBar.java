package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Measured;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure drawn against its limit: grey is allowed, red is beyond, green is within, hatched is not
 * known. All are percentages of the width.
 *
 * @param parts what is painted, from the left
 * @param limit where the limit is
 */
record IndexBar(List<Part> parts, String limit) {

  /** A part of the bar, from {@code x} on. */
  record Part(String style, String x, String width) {}

  /* The line of the limit stays within the picture. */
  private static final double FIRST = 0.6;
  private static final double LAST = 99.4;

  /** The bar of a check; {@code passed} where what was seen is certain to be within. */
  static IndexBar of(Measured seen, boolean passed) {
    boolean bounded = seen.atMost() < Long.MAX_VALUE;
    double most = bounded ? seen.atMost() : 2.0 * Math.max(seen.atLeast(), seen.limit());
    double whole = Math.max(1, Math.max(most, (double) seen.limit()));
    double limit = 100 * seen.limit() / whole;
    double atLeast = 100 * seen.atLeast() / whole;
    double atMost = 100 * most / whole;
    List<Part> parts = new ArrayList<>();
    boolean tooLittle = seen.exact() && atMost < limit;
    add(parts, passed ? "okb" : "in", 0, Math.min(atLeast, limit));
    add(parts, "ov", limit, atLeast);
    add(parts, "un", atLeast, atMost);
    add(parts, "ov", tooLittle ? atMost : limit, limit);
    return new IndexBar(parts, percent(Math.min(LAST, Math.max(FIRST, limit))));
  }

  private static void add(List<Part> parts, String style, double from, double to) {
    if (to > from) {
      parts.add(new Part(style, percent(from), percent(to - from)));
    }
  }

  static String percent(double share) {
    return Double.toString(Math.round(share * 100) / 100.0);
  }
}
