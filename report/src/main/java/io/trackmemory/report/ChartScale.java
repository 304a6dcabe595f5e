package io.trackmemory.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where on a chart a value lies: linear, never logarithmic. Immutable.
 *
 * @param from the value at {@code start}
 * @param to the value at {@code end}; where it is {@code from}, all lies at {@code start}
 * @param start coordinate of {@code from}
 * @param end coordinate of {@code to}
 */
record ChartScale(double from, double to, double start, double end) {

  private static final int[] OF_BYTES = {1, 2, 5, 10, 20, 50, 100, 200, 512};
  private static final int[] OF_COUNTS = {1, 2, 5};

  /** The coordinate of {@code value}. */
  double at(double value) {
    return to == from ? start : start + (value - from) / (to - from) * (end - start);
  }

  /** The coordinate of {@code value}. */
  double at(long value) {
    return at((double) value);
  }

  /** The same as an attribute of SVG. */
  String text(double value) {
    return coordinate(at(value));
  }

  /** The same as an attribute of SVG. */
  String text(long value) {
    return text((double) value);
  }

  /** A coordinate as an attribute of SVG, to a tenth. */
  static String coordinate(double at) {
    double tenths = Math.rint(at * 10) / 10;
    return String.format(Locale.ROOT, "%.1f", tenths == 0 ? 0 : tenths); // no -0.0
  }

  /** Multiples of a round size in binary units, so that at most {@code most} steps fit. */
  List<Long> sizes(int most) {
    return multiples(most, 1024, OF_BYTES);
  }

  /** Multiples of a round number, so that at most {@code most} steps fit. */
  List<Long> counts(int most) {
    return multiples(most, 10, OF_COUNTS);
  }

  private List<Long> multiples(int most, int base, int[] factors) {
    double range = to - from;
    for (double unit = 1; ; unit *= base) {
      for (int factor : factors) {
        double step = unit * factor;
        if (range <= most * step) {
          return multiples(step);
        }
      }
    }
  }

  private List<Long> multiples(double step) {
    List<Long> multiples = new ArrayList<>();
    for (double i = Math.ceil(from / step); i * step <= to; i++) {
      multiples.add(Math.round(i * step));
    }
    return multiples;
  }
}
