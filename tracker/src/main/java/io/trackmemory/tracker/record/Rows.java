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
    List<Callers.Share> shares = site.owner.origin == Origin.USER ? List.of() : callers.of(key);
    long seen = shares.stream().mapToLong(Callers.Share::taken).sum();
    if (seen == amount.count()) {
      for (Callers.Share share : shares) {
        add(key, site, share.caller(), 1, share.taken(), Math.round(share.arrayBytes()));
      }
      return;
    }
    Optional<AllocationSite> main =
        shares.stream()
            .max(Comparator.comparingDouble(Callers.Share::weight))
            .flatMap(Callers.Share::caller);
    add(key, site, main, Math.max(1, shares.size()), amount.count(), amount.arrayBytes());
  }

  private void add(
      Totals.Key key,
      Site site,
      Optional<AllocationSite> caller,
      int callerCount,
      long count,
      long arrayBytes) {
    if (caller.isPresent() && site.isInLambda()) {
      add(key, site.typeName, caller.get(), Optional.empty(), 1, count, arrayBytes);
    } else {
      add(key, site.typeName, site.toAllocationSite(), caller, callerCount, count, arrayBytes);
    }
  }

  private void add(
      Totals.Key key,
      String typeName,
      AllocationSite line,
      Optional<AllocationSite> caller,
      int callerCount,
      long count,
      long arrayBytes) {
    long bytes = sizes.bytes(key.site(), count, arrayBytes);
    rows.merge(
        new Place(typeName, line, caller, key.threadId()),
        new SiteStatistics(
            typeName,
            line,
            caller,
            callerCount,
            key.threadName(),
            key.threadId() == ownThreadId,
            count,
            bytes),
        Rows::sum);
  }

  private static SiteStatistics sum(SiteStatistics a, SiteStatistics b) {
    return new SiteStatistics(
        a.typeName(),
        a.site(),
        a.caller(),
        Math.max(a.callerCount(), b.callerCount()),
        a.threadName(),
        a.ownThread(),
        a.count() + b.count(),
        a.bytes() + b.bytes());
  }
}
