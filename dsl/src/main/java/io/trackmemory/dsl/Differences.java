package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lines allocated more or less than in another measurement, the largest growth first. */
final class Differences {

  private Differences() {}

  static RowTable between(List<SiteStatistics> before, List<SiteStatistics> after) {
    return new RowTable(sums(before, after).stream().map(Sum::row).toList());
  }

  /** The lines that allocated more, with how much more. */
  static List<SiteStatistics> grown(List<SiteStatistics> before, List<SiteStatistics> after) {
    return sums(before, after).stream()
        .filter(sum -> sum.bytes > 0)
        .map(sum -> sum.example(sum.example.caller(), sum.count, sum.bytes))
        .toList();
  }

  private static List<Sum> sums(List<SiteStatistics> before, List<SiteStatistics> after) {
    Map<Line, Sum> sums = new LinkedHashMap<>();
    after.forEach(row -> sums.computeIfAbsent(Line.of(row), line -> new Sum(row)).add(row, 1));
    before.forEach(row -> sums.computeIfAbsent(Line.of(row), line -> new Sum(row)).add(row, -1));
    return sums.values().stream()
        .filter(sum -> sum.count != 0 || sum.bytes != 0)
        .sorted(
            Comparator.comparingLong((Sum sum) -> -sum.bytes)
                .thenComparing(sum -> sum.example.location())
                .thenComparing(sum -> sum.example.typeName()))
        .toList();
  }

  /** What stays the same from one measurement to the next: no thread's name does. */
  private record Line(String typeName, AllocationSite site) {

    static Line of(SiteStatistics row) {
      return new Line(row.typeName(), row.site());
    }
  }

  private static final class Sum {

    private SiteStatistics example;
    private long count;
    private long bytes;

    Sum(SiteStatistics example) {
      this.example = example;
    }

    void add(SiteStatistics row, int sign) {
      count += sign * row.count();
      bytes += sign * row.bytes();
      if (!row.caller().equals(example.caller())) {
        example = example(Optional.empty(), 0, 0); // of some of them is not of all
      }
    }

    SiteStatistics example(Optional<AllocationSite> caller, long ofCount, long ofBytes) {
      return new SiteStatistics(
          example.typeName(),
          example.site(),
          caller,
          caller.isPresent() ? 1 : 0,
          example.threadName(),
          example.ownThread(),
          ofCount,
          ofBytes);
    }

    RowTable.Row row() {
      return new RowTable.Row(
          signed(count, Long.toString(Math.abs(count))),
          example.typeName(),
          signed(bytes, Sizes.rounded(Math.abs(bytes))),
          bytes,
          example.location());
    }

    private static String signed(long value, String size) {
      return value == 0 ? size : (value < 0 ? "-" : "+") + size;
    }
  }
}
