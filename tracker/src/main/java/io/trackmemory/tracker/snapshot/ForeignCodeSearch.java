package io.trackmemory.tracker.snapshot;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.jvm.LiveThreads;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.SiteSizes;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.site.TestRunners;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for threads of other work that ran the user's own code while a scope was open: those that
 * made something at a line of it. Where another test was under way, that is what ran it as likely
 * as not, and nothing is said.
 */
@SuppressWarnings("try") // a span is never referenced
final class ForeignCodeSearch {

  private final SiteTable sites;
  private final SiteSizes sizes;
  private final Map<Long, Thread> alive;
  private final List<ForeignCode> found = new ArrayList<>();

  private ForeignCodeSearch(SiteTable sites, SiteSizes sizes) {
    this.sites = sites;
    this.sizes = sizes;
    this.alive =
        LiveThreads.all().stream()
            .collect(Collectors.toMap(LiveThreads::idOf, Function.identity(), (one, same) -> one));
  }

  /**
   * Looks at what threads of other work made meanwhile.
   *
   * @param foreign their counts
   */
  static List<ForeignCode> in(Recorded recorded, Totals foreign) {
    if (foreign.rows().isEmpty()) {
      return List.of();
    }
    try (OwnWork own = OwnWork.begin()) {
      ForeignCodeSearch search = new ForeignCodeSearch(recorded.sites(), recorded.sizes());
      Map<Long, List<Map.Entry<Totals.Key, Totals.Amount>>> byThread = new LinkedHashMap<>();
      foreign
          .rows()
          .entrySet()
          .forEach(
              row ->
                  byThread
                      .computeIfAbsent(row.getKey().threadId(), id -> new ArrayList<>())
                      .add(row));
      byThread.forEach(search::look);
      return List.copyOf(search.found);
    }
  }

  private void look(long threadId, List<Map.Entry<Totals.Key, Totals.Amount>> rows) {
    Optional<AllocationSite> line =
        rows.stream()
            .filter(row -> sites.get(row.getKey().site()).owner.origin == Origin.USER)
            .max(Comparator.comparingLong(this::bytes))
            .map(row -> sites.get(row.getKey().site()).toAllocationSite());
    Thread thread = alive.get(threadId);
    if (line.isPresent() && (thread == null || !TestRunners.isOne(thread))) {
      found.add(
          new ForeignCode(
              rows.get(0).getKey().threadName(),
              threadId,
              line.get(),
              rows.stream().mapToLong(row -> row.getValue().count()).sum(),
              rows.stream().mapToLong(this::bytes).sum()));
    }
  }

  private long bytes(Map.Entry<Totals.Key, Totals.Amount> row) {
    return sizes.bytes(row.getKey().site(), row.getValue().count(), row.getValue().arrayBytes());
  }
}
