package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * The rows of a table that a page shows: those of at least 0.05 % of the bytes, up to a number; the
 * first few always. The JSON has all. Components are the keys of the templates.
 *
 * @param rows the rows shown
 * @param rest what is left out, {@code 37 more lines}, and that the JSON has it; none or one
 */
record Table<R>(List<R> rows, List<String> rest) {

  private static final int ALWAYS_SHOWN = 20;
  private static final long PART_OF_TOTAL = 2_000;

  /**
   * A table of what was measured.
   *
   * @param all what there is, the largest first
   * @param noun what one of it is called
   * @param row shows one of it, given the bytes of all
   */
  static <T, R> Table<R> of(
      List<T> all, ToLongFunction<T> bytes, int maxRows, String noun, BiFunction<T, Long, R> row) {
    long total = all.stream().mapToLong(bytes).sum();
    int end = 0;
    while (end < Math.min(all.size(), maxRows)
        && (end < ALWAYS_SHOWN || bytes.applyAsLong(all.get(end)) >= total / PART_OF_TOTAL)) {
      end++;
    }
    List<T> rest = all.subList(end, all.size());
    return new Table<>(
        all.subList(0, end).stream().map(each -> row.apply(each, total)).toList(),
        rest.isEmpty()
            ? List.of()
            : List.of(
                Numbers.count(rest.size(), "more " + noun)
                    + " left out here, "
                    + Numbers.sizeAndExact(rest.stream().mapToLong(bytes).sum())
                    + "; the JSON beside this page has all"));
  }

  /** The table, none where it is empty. */
  List<Table<R>> ifAny() {
    return rows.isEmpty() ? List.of() : List.of(this);
  }
}
