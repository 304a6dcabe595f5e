package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import java.util.Locale;

/**
 * A count and bytes as a row of a table shows them. Components are the keys of the templates.
 *
 * @param count {@code 1,234}
 * @param size {@code 1.2 KiB}
 * @param exact {@code 1,234 B}
 * @param bytes {@code 1234}, to sort by
 * @param share part of the table's total, {@code 12.5 %}
 * @param bar the same for the bar's width, {@code 12.5}
 */
record Amount(String count, String size, String exact, String bytes, String share, String bar) {

  static Amount of(long count, long bytes, long totalBytes) {
    double percent = totalBytes <= 0 ? 0 : Math.min(100, 100.0 * bytes / totalBytes);
    return new Amount(
        Numbers.count(count),
        Numbers.size(bytes),
        Numbers.exact(bytes),
        Long.toString(bytes),
        Numbers.share(bytes, totalBytes),
        String.format(Locale.ROOT, "%.1f", percent));
  }
}
