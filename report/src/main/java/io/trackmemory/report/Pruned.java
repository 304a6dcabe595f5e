package io.trackmemory.report;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The rows of a table that a page shows: those of at least 0.05 % of the bytes, up to a number; the
 * first few always. The JSON has all.
 *
 * @param shown the rows shown
 * @param leftOutRows how many are left out
 * @param leftOutBytes their bytes
 */
record Pruned<T>(List<T> shown, long leftOutRows, long leftOutBytes) {

  private static final int ALWAYS_SHOWN = 20;
  private static final long PART_OF_TOTAL = 2_000;

  /** Prunes {@code rows}, of which the largest come first. */
  static <T> Pruned<T> of(List<T> rows, ToLongFunction<T> bytes, int maxRows) {
    long total = rows.stream().mapToLong(bytes).sum();
    int end = 0;
    while (end < Math.min(rows.size(), maxRows)
        && (end < ALWAYS_SHOWN || bytes.applyAsLong(rows.get(end)) >= total / PART_OF_TOTAL)) {
      end++;
    }
    List<T> rest = rows.subList(end, rows.size());
    return new Pruned<>(
        List.copyOf(rows.subList(0, end)), rest.size(), rest.stream().mapToLong(bytes).sum());
  }

  /** What is left out, {@code 37 more lines}, and that the JSON has it; none if all are shown. */
  List<String> rest(String noun) {
    return leftOutRows == 0
        ? List.of()
        : List.of(
            Numbers.count(leftOutRows, "more " + noun)
                + " left out here, "
                + Numbers.sizeAndExact(leftOutBytes)
                + "; the JSON beside this page has all");
  }
}
