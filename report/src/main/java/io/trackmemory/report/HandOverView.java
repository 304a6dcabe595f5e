package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.SiteStatistics;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Objects that one thread made and another still holds, as far as searches for leaks found them.
 * Components are the keys of the template.
 *
 * @param rows by both threads, most bytes first
 */
record HandOverView(Table<Row> rows) {

  private static final int MAX_ROWS = 60;

  /** As a chain's root describes a thread, see {@link Leak#rootDescription()}. */
  private static final String THREAD = "thread \"";

  /**
   * What went from one thread to another.
   *
   * @param madeBy the thread that made the objects
   * @param heldBy the thread that holds them
   * @param amount how much
   */
  record Row(String madeBy, String heldBy, Amount amount) {}

  private record Way(String madeBy, String heldBy) {}

  private record Sum(Way way, long count, long bytes) {

    Sum plus(Sum other) {
      return new Sum(way, count + other.count, bytes + other.bytes);
    }
  }

  /** Of the first search of the heap that found any, as another may have found the same objects. */
  static List<HandOverView> of(List<LeakLook> searches) {
    return searches.stream()
        .filter(search -> !search.isOffHeap())
        .map(search -> sums(search.result()))
        .filter(sums -> !sums.isEmpty())
        .limit(1)
        .map(sums -> Table.of(sums, Sum::bytes, MAX_ROWS, "pair", HandOverView::row))
        .map(HandOverView::new)
        .toList();
  }

  private static List<Sum> sums(LeakResult found) {
    Map<Way, Sum> sums = new LinkedHashMap<>();
    Stream.concat(found.leaks().stream(), found.told().stream())
        .filter(leak -> leak.rootDescription().startsWith(THREAD))
        .forEach(leak -> add(leak, sums));
    return sums.values().stream().sorted(Comparator.comparingLong(Sum::bytes).reversed()).toList();
  }

  private static void add(Leak leak, Map<Way, Sum> sums) {
    String root = leak.rootDescription();
    String heldBy = root.substring(THREAD.length(), root.length() - 1);
    for (SiteStatistics row : leak.objects()) {
      if (!row.threadName().equals(heldBy)) {
        Way way = new Way(row.threadName(), heldBy);
        sums.merge(way, new Sum(way, row.count(), row.bytes()), Sum::plus);
      }
    }
  }

  /** The same of one search, for the JSON. */
  static List<JsonObject> json(LeakLook search) {
    return search.isOffHeap()
        ? List.of()
        : sums(search.result()).stream()
            .map(
                sum ->
                    new JsonObject()
                        .with("madeBy", sum.way().madeBy())
                        .with("heldBy", sum.way().heldBy())
                        .with("count", sum.count())
                        .with("bytes", sum.bytes()))
            .toList();
  }

  private static Row row(Sum sum, long total) {
    return new Row(
        VisibleText.name(sum.way().madeBy()),
        VisibleText.name(sum.way().heldBy()),
        Amount.of(sum.count(), sum.bytes(), total));
  }
}
