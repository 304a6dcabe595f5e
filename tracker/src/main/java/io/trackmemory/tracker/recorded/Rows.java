package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.site.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up what was made, by line, type, caller and thread. For one thread. */
public final class Rows {

  private static final Comparator<SiteStatistics> BY_NAME =
      Comparator.comparing(SiteStatistics::typeName)
          .thenComparing(SiteStatistics::location)
          .thenComparing(SiteStatistics::threadName);

  public static final Comparator<SiteStatistics> MOST_BYTES_FIRST =
      Comparator.comparingLong(SiteStatistics::bytes).reversed().thenComparing(BY_NAME);

  public static final Comparator<SiteStatistics> MOST_BYTES_AND_BLOCKS_FIRST =
      Comparator.comparingLong(SiteStatistics::bytes)
          .thenComparingLong(SiteStatistics::count)
          .reversed()
          .thenComparing(BY_NAME);

  private final Map<List<Object>, SiteStatistics> rows = new LinkedHashMap<>();

  /** The rows of totals, with those callers that are known. */
  public static List<SiteStatistics> of(Totals totals, Recorded recorded, Callers callers) {
    Rows rows = new Rows();
    totals
        .rows()
        .forEach(
            (key, amount) -> {
              Site site = recorded.sites().get(key.site());
              List<Callers.Share> shares =
                  isUsers(site)
                      ? List.of(new Callers.Share(Optional.empty(), amount))
                      : callers.of(key, amount);
              boolean ofAll = shares.stream().allMatch(share -> share.caller().isPresent());
              for (Callers.Share share : shares) {
                SiteStatistics place =
                    place(
                        site,
                        share.caller(),
                        ofAll,
                        key.threadName(),
                        recorded.isOwn(key.threadId()));
                Totals.Amount part = share.amount();
                long bytes = recorded.sizes().bytes(key, part);
                rows.add(with(place, part.count(), bytes), key.threadId());
              }
            });
    return rows.toList(MOST_BYTES_FIRST);
  }

  /** Whether code is the user's own, so that no caller has to be told. */
  public static boolean isUsers(Site site) {
    return site.owner.origin() == Origin.USER;
  }

  /**
   * Where something was made, as a row of nothing. Code of lambda objects has no lines: its callers
   * stand for it, where they are known.
   *
   * @param caller the user's line that called, if it is known
   * @param ofAll whether a caller is known of all that was made there
   */
  public static SiteStatistics place(
      Site site, Optional<AllocationSite> caller, boolean ofAll, String thread, boolean own) {
    boolean atCaller = caller.isPresent() && ofAll && site.isInLambda();
    return new SiteStatistics(
        site.typeName,
        atCaller ? caller.get() : site.toAllocationSite(),
        atCaller ? Optional.empty() : caller,
        caller.isPresent() && !atCaller ? 1 : 0,
        thread,
        own,
        0,
        0);
  }

  /** A row with another amount. */
  public static SiteStatistics with(SiteStatistics row, long count, long bytes) {
    return with(row, row.typeName(), count, bytes);
  }

  /** A row of another type. */
  public static SiteStatistics with(SiteStatistics row, String typeName, long count, long bytes) {
    return new SiteStatistics(
        typeName,
        row.site(),
        row.caller(),
        row.callerCount(),
        row.threadName(),
        row.ownThread(),
        count,
        bytes);
  }

  /** Adds what threads of the same name have in common. */
  public void add(SiteStatistics row) {
    add(row, List.of(row.threadName(), row.ownThread()));
  }

  private void add(SiteStatistics row, Object thread) {
    rows.merge(
        List.of(row.typeName(), row.site(), row.caller(), thread),
        row,
        (a, b) -> with(a, a.count() + b.count(), a.bytes() + b.bytes()));
  }

  public List<SiteStatistics> toList(Comparator<SiteStatistics> order) {
    List<SiteStatistics> sorted = new ArrayList<>(rows.values());
    sorted.sort(order);
    return List.copyOf(sorted);
  }
}
