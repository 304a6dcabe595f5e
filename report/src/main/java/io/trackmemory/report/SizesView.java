package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;
import java.util.Locale;

/**
 * Objects by classes of sizes. Components are the keys of {@code sizes.mustache}.
 *
 * @param rows the classes from the smallest to the largest that have any
 * @param estimated that they are of means, none or one
 * @param absent why there are none, none or one
 */
record SizesView(List<Row> rows, List<String> estimated, List<String> absent) {

  /**
   * A class.
   *
   * @param label {@code ≤ 64 B}, what one object has in bytes
   * @param count objects
   * @param size their bytes
   * @param exact the same to the byte
   * @param share part of all objects
   * @param bar the same for the bar's width
   */
  record Row(String label, String count, String size, String exact, String share, String bar) {}

  static SizesView of(MeasurementLook measurement) {
    Sizes sizes = Sizes.of(measurement.stacks());
    long total = measurement.stacks().count();
    List<Sizes.Of> all = sizes.classes();
    int from = 0;
    int to = all.size();
    while (to > 0 && all.get(to - 1).count() == 0) {
      to--;
    }
    while (from < to && all.get(from).count() == 0) {
      from++;
    }
    return new SizesView(
        all.subList(from, to).stream().map(of -> row(of, total)).toList(),
        sizes.exact() || total == 0 ? List.of() : List.of("by each stack\u2019s mean"),
        total > 0 ? List.of() : List.of(nothing(measurement.snapshot())));
  }

  private static Row row(Sizes.Of of, long total) {
    return new Row(
        of.sizeClass() == SizeClass.LARGER
            ? "> " + Numbers.size(SizeClass.TO_1_MIB.maxBytes)
            : "\u2264 " + Numbers.size(of.sizeClass().maxBytes),
        Numbers.count(of.count()),
        Numbers.size(of.bytes()),
        Numbers.exact(of.bytes()),
        Numbers.share(of.count(), total),
        String.format(Locale.ROOT, "%.1f", 100.0 * of.count() / total));
  }

  private static String nothing(MemorySnapshot seen) {
    return seen.uncertified()
        .map(cause -> Numbers.NOT_AVAILABLE + ": " + VisibleText.lines(cause, 2_000))
        .orElse("Nothing was allocated.");
  }
}
