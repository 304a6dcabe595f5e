package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns totals into rows by line, type, caller and thread. */
final class Rows {

  private static final Comparator<SiteStatistics> MOST_BYTES_FIRST =
      Comparator.comparingLong(SiteStatistics::bytes)
          .reversed()
          .thenComparing(SiteStatistics::typeName)
          .thenComparing(SiteStatistics::location)
          .thenComparing(SiteStatistics::threadName);

  private final SiteTable sites;
  private final SiteSizes sizes;
  private final Callers callers;
  private final long ownThreadId;
  private final Map<Place, SiteStatistics> rows = new LinkedHashMap<>();

  Rows(SiteTable sites, SiteSizes sizes, Callers callers, long ownThreadId) {
    this.sites = sites;
    this.sizes = sizes;
    this.callers = callers;
    this.ownThreadId = ownThreadId;
  }

  private record Place(
      String type, AllocationSite site, Optional<AllocationSite> caller, long threadId) {}

  List<SiteStatistics> of(Totals totals) {
    totals.rows().forEach(this::add);
    List<SiteStatistics> sorted = new ArrayList<>(rows.values());
    sorted.sort(MOST_BYTES_FIRST);
    return List.copyOf(sorted);
  }

  private void add(Totals.Key key, Totals.Amount amount) {
    Site site = sites.get(key.site());
    if (site.owner.origin == Origin.USER) {
      add(key, site.toAllocationSite(), new Callers.Share(Optional.empty(), amount));
      return;
    }
    List<Callers.Share> shares = callers.of(key, amount);
    boolean atCallers =
        site.isInLambda() && shares.stream().allMatch(share -> share.caller().isPresent());
    for (Callers.Share share : shares) {
      if (atCallers) {
        Callers.Share own = new Callers.Share(Optional.empty(), share.amount());
        add(key, share.caller().orElseThrow(), own);
      } else {
        add(key, site.toAllocationSite(), share);
      }
    }
  }

  private void add(Totals.Key key, AllocationSite line, Callers.Share share) {
    Totals.Amount amount = share.amount();
    rows.merge(
        new Place(sites.get(key.site()).typeName, line, share.caller(), key.threadId()),
        new SiteStatistics(
            sites.get(key.site()).typeName,
            line,
            share.caller(),
            share.caller().isPresent() ? 1 : 0,
            key.threadName(),
            key.threadId() == ownThreadId,
            amount.count(),
            sizes.bytes(key.site(), amount.count(), amount.arrayBytes())),
        Rows::sum);
  }

  private static SiteStatistics sum(SiteStatistics a, SiteStatistics b) {
    return new SiteStatistics(
        a.typeName(),
        a.site(),
        a.caller(),
        a.callerCount(),
        a.threadName(),
        a.ownThread(),
        a.count() + b.count(),
        a.bytes() + b.bytes());
  }
}
