package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.base.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many tests ended how.
 *
 * @param byEnding the numbers; no entry where none did
 */
record IndexCounts(Map<Ending, Long> byEnding) {

  static IndexCounts of(List<IndexGroup> groups) {
    Map<Ending, Long> all = new EnumMap<>(Ending.class);
    groups.forEach(
        group -> group.counts().forEach((end, count) -> all.merge(end, count, Long::sum)));
    return new IndexCounts(all);
  }

  long of(Ending ending) {
    return byEnding.getOrDefault(ending, 0L);
  }

  /** {@code 2 failed, 0 cannot certify, 0 aborted, 5 passed}. */
  String summary() {
    return Stream.of(Ending.values())
        .map(ending -> Numbers.count(of(ending)) + " " + ending.word)
        .collect(Collectors.joining(", "));
  }

  /** Failed, neither, passed as parts of a bar. */
  List<IndexBar.Part> shares() {
    long all = Stream.of(Ending.values()).mapToLong(this::of).sum();
    List<IndexBar.Part> parts = new ArrayList<>();
    add(parts, "a", 0, of(Ending.FAILED), all);
    add(parts, "b", of(Ending.FAILED), of(Ending.UNCERTIFIED) + of(Ending.ABORTED), all);
    add(parts, "c", all - of(Ending.PASSED), of(Ending.PASSED), all);
    return parts;
  }

  private static void add(
      List<IndexBar.Part> parts, String style, long from, long count, long all) {
    if (count > 0) {
      parts.add(
          new IndexBar.Part(
              style, IndexBar.percent(100.0 * from / all), IndexBar.percent(100.0 * count / all)));
    }
  }
}
