package io.trackmemory.tracker.snapshot;

import io.trackmemory.tracker.jvm.LiveThreads;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.recorded.SiteSizes;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.site.SiteTable;
import io.trackmemory.tracker.site.TestRunners;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for threads of other work that ran the user's own code while a scope was open: those that
 * made something at a line of it. Where another test was under way, that is what ran it as likely
 * as not, and nothing is said.
 */
@SuppressWarnings("try") // a span is never referenced
final class ForeignCodeSearch {

  private ForeignCodeSearch() {}

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
      Map<Long, Thread> alive =
          LiveThreads.all().stream()
              .collect(Collectors.toMap(LiveThreads::idOf, thread -> thread, (one, same) -> one));
      return foreign.rows().keySet().stream()
          .map(Totals.Key::threadId)
          .distinct()
          .flatMap(id -> of(recorded, foreign.ofThread(id)).stream())
          .filter(code -> !isTestRunner(alive.get(code.threadId())))
          .toList();
    }
  }

  private static boolean isTestRunner(@Nullable Thread thread) {
    return thread != null && TestRunners.isOne(thread);
  }

  private static Optional<ForeignCode> of(Recorded recorded, Totals ofThread) {
    SiteTable sites = recorded.sites();
    SiteSizes sizes = recorded.sizes();
    Totals.Key first = ofThread.rows().keySet().iterator().next();
    return ofThread.rows().entrySet().stream()
        .filter(row -> Rows.isUsers(sites.get(row.getKey().site())))
        .max(Comparator.comparingLong(row -> sizes.bytes(row.getKey(), row.getValue())))
        .map(row -> sites.get(row.getKey().site()).toAllocationSite())
        .map(
            line ->
                new ForeignCode(
                    first.threadName(),
                    first.threadId(),
                    line,
                    ofThread.count(),
                    sizes.bytes(ofThread)));
  }
}
