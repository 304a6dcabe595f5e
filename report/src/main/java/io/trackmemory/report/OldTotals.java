package io.trackmemory.report;

import io.trackmemory.report.ReportTotals.Left;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a report of schema version 1, summed up from its rows. For one thread, one file.
 */
final class OldTotals {

  private final JsonReader json;
  private OptionalLong allocationCount = OptionalLong.empty();
  private OptionalLong allocatedBytes = OptionalLong.empty();
  private Optional<Left> left = Optional.empty();

  OldTotals(JsonReader json) {
    this.json = json;
  }

  ReportTotals totals() {
    return new ReportTotals(allocationCount, allocatedBytes, left);
  }

  /** Takes a measurement. The last one is that of the whole test. */
  void measurement() {
    json.members(
        name -> {
          switch (name) {
            case "allocationCount" -> allocationCount = measured(json.value());
            case "allocatedBytes" -> allocatedBytes = measured(json.value());
            default -> json.skip();
          }
          return true;
        });
  }

  /** Takes a search for leaks. */
  void leakSearch() {
    Map<String, @Nullable Object> search = new HashMap<>();
    long[] leaks = new long[2];
    long[] told = new long[2];
    json.members(
        name -> {
          switch (name) {
            case "uncertified", "estimate" -> search.put(name, json.value());
            case "leaks" -> json.elements(() -> add(leaks));
            case "told" -> json.elements(() -> add(told));
            default -> json.skip();
          }
          return true;
        });
    if (search.get("uncertified") == null) {
      Left found = left(leaks, told, (Map<?, ?>) search.get("estimate"));
      left =
          left.filter(most -> Left.LEAST_FIRST.compare(most, found) >= 0)
              .or(() -> Optional.of(found));
    }
  }

  private void add(long[] sum) {
    json.members(
        name -> {
          switch (name) {
            case "objectCount" -> sum[0] += measured(json.value()).orElseThrow();
            case "shallowBytes" -> sum[1] += measured(json.value()).orElseThrow();
            default -> json.skip();
          }
          return true;
        });
  }

  private static Left left(long[] leaks, long[] told, @Nullable Map<?, ?> estimate) {
    return estimate == null
        ? new Left(leaks[0], leaks[1], told[0], told[1], false)
        : new Left(rounded(estimate, "count"), rounded(estimate, "bytes"), told[0], told[1], true);
  }

  private static long rounded(Map<?, ?> estimate, String member) {
    return Math.round(((Number) IndexEntryReader.get(estimate, member)).doubleValue());
  }

  static OptionalLong measured(@Nullable Object total) {
    return total == null ? OptionalLong.empty() : OptionalLong.of((long) total);
  }
}
