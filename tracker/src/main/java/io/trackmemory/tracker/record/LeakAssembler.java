package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.leak.FullCollection;
import io.trackmemory.tracker.leak.LeakFindings;
import io.trackmemory.tracker.leak.LeakQuery;
import io.trackmemory.tracker.leak.LeakSearch;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Settings;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Searches for what is left of a scope, when first asked, and says where it was allocated. */
final class LeakAssembler implements Supplier<LeakResult> {

  private final RecordedScope scope;
  private final Gate gate;
  private final List<AccountView> accounts;
  private final Callers callers;
  private final Moment from;
  private final Moment to;
  private @Nullable LeakResult result;

  LeakAssembler(
      RecordedScope scope, List<AccountView> accounts, Callers callers, Moment from, Moment to) {
    this.scope = scope;
    this.gate = scope.engine.gate();
    this.accounts = accounts;
    this.callers = callers;
    this.from = from;
    this.to = to;
  }

  /* A survivor with what is known of its allocation. */
  private record Survivor(
      WeakReference<?> reference,
      AllocationSite line,
      Optional<AllocationSite> caller,
      String threadName,
      boolean ownThread,
      int weight) {}

  @Override
  public synchronized LeakResult get() {
    LeakResult known = result;
    if (known == null) {
      try (OwnWork own = OwnWork.begin()) {
        known = search();
        result = known;
      }
    }
    return known;
  }

  private LeakResult search() {
    if (!scope.follows) {
      return LeakResult.uncertified(
          "this measurement only counted and followed no object; ask for leaks in a measurement"
              + " of its own");
    }
    if (accounts.stream().anyMatch(account -> account.unfollowed() > 0)) {
      return LeakResult.uncertified(
          "memory or stack ran out while objects were followed; leave the code under test more");
    }
    Optional<String> failures = scope.engine.failures();
    if (failures.isPresent()) {
      return LeakResult.uncertified(failures.get());
    }
    HandedOver.await(scope, scope.options.settings().get(Settings.LEAKS_SETTLE));
    if (!FullCollection.run()) {
      return LeakResult.uncertified(
          "no full garbage collection could be forced; use a collector that does one on"
              + " System.gc(), and leave out -XX:+UseEpsilonGC, with ZGC -XX:+DisableExplicitGC");
    }
    List<Survivor> survivors = survivors();
    if (!survivors.isEmpty()) {
      FullCollection.run(); // what the first one made unreachable by running clean-up
      survivors = survivors();
    }
    return explain(survivors);
  }

  private List<Survivor> survivors() {
    List<Survivor> survivors = new ArrayList<>();
    for (AccountView account : accounts) {
      Map<Integer, Optional<AllocationSite>> known = new LinkedHashMap<>();
      for (WeakReference<?> object : account.followed()) {
        if (object != null && !object.refersTo(null) && isIn(account, gate.phaseOf(object))) {
          survivors.add(survivor(account, object, known));
        }
      }
    }
    for (LeakContext.Expected object : scope.leakContext.expected()) {
      survivors.add(new Survivor(object.reference(), object.line(), Optional.empty(), "", true, 1));
    }
    return survivors;
  }

  private boolean isIn(AccountView account, int part) {
    return account.unscoped()
        ? part > from.partOfAll() && part <= to.partOfAll()
        : part > from.phase() && part <= to.phase();
  }

  private Survivor survivor(
      AccountView account, WeakReference<?> object, Map<Integer, Optional<AllocationSite>> known) {
    Site site = scope.engine.sites().get(gate.siteOf(object));
    Optional<AllocationSite> caller =
        site.owner.origin == Origin.USER
            ? Optional.empty()
            : known.computeIfAbsent(gate.siteOf(object), id -> callerOf(account, id));
    boolean lambda = caller.isPresent() && site.isInLambda();
    return new Survivor(
        object,
        lambda ? caller.get() : site.toAllocationSite(),
        lambda ? Optional.empty() : caller,
        account.threadName(),
        account.threadId() == scope.ownThreadId,
        account.weight());
  }

  private Optional<AllocationSite> callerOf(AccountView account, int site) {
    return callers.of(new Totals.Key(account.threadId(), account.threadName(), site)).stream()
        .max(Comparator.comparingDouble(Callers.Share::weight))
        .flatMap(Callers.Share::caller);
  }

  private LeakResult explain(List<Survivor> survivors) {
    if (survivors.isEmpty()) {
      return new LeakResult(List.of(), List.of(), estimate(survivors, List.of()), Optional.empty());
    }
    LeakFindings found =
        LeakSearch.search(
            new LeakQuery(
                survivors.stream().map(Survivor::reference).toList(),
                scope.leakContext.extraRoots(),
                scope.leakContext.notHolders(),
                name -> scope.engine.sites().origin(name) == Origin.USER,
                scope.options.settings().get(Settings.LEAKS_IGNORE)));
    if (found.uncertified().isPresent()) {
      return LeakResult.uncertified(found.uncertified().get());
    }
    if (!found.findings().isEmpty()) {
      FullCollection.run(); // what only an ending thread held while the dump was taken
    }
    List<Leak> leaks = new ArrayList<>();
    for (LeakFindings.Finding finding : found.findings()) {
      List<SiteStatistics> rows = objects(survivors, finding.survivors());
      if (!rows.isEmpty()) { // else gone meanwhile
        leaks.add(
            new Leak(
                finding.signature(),
                finding.rootDescription(),
                finding.chain(),
                finding.suspectIndex(),
                rows,
                finding.retainedBytes()));
      }
    }
    List<LeakResult.SetApart> apart = new ArrayList<>();
    for (LeakFindings.Apart set : found.setApart()) {
      List<SiteStatistics> rows = objects(survivors, set.survivors());
      if (!rows.isEmpty()) { // else gone meanwhile
        apart.add(
            new LeakResult.SetApart(
                set.reason(),
                rows.stream().mapToLong(SiteStatistics::count).sum(),
                rows.stream().mapToLong(SiteStatistics::bytes).sum()));
      }
    }
    return new LeakResult(leaks, apart, estimate(survivors, found.findings()), Optional.empty());
  }

  /* Where each object was followed with the probability p, 1/p is what one stands for, and
   * (1 - p) / p^2 what it adds to the variance. */
  private Optional<LeakResult.Estimate> estimate(
      List<Survivor> survivors, List<LeakFindings.Finding> findings) {
    int oneIn = accounts.stream().mapToInt(AccountView::weight).max().orElse(1);
    if (oneIn == 1) {
      return Optional.empty();
    }
    double count = 0;
    double countVariance = 0;
    double bytes = 0;
    double bytesVariance = 0;
    for (LeakFindings.Finding finding : findings) {
      for (int index : finding.survivors()) {
        Survivor survivor = survivors.get(index);
        Object object = survivor.reference.get();
        if (object == null) {
          continue;
        }
        double size = scope.engine.sizeOf(object);
        double variance = survivor.weight * (survivor.weight - 1.0);
        count += survivor.weight;
        countVariance += variance;
        bytes += survivor.weight * size;
        bytesVariance += variance * size * size;
      }
    }
    return Optional.of(
        new LeakResult.Estimate(
            oneIn, count, Math.sqrt(countVariance), bytes, Math.sqrt(bytesVariance)));
  }

  private List<SiteStatistics> objects(List<Survivor> survivors, Iterable<Integer> indexes) {
    Map<SiteStatistics, long[]> sums = new LinkedHashMap<>();
    for (int index : indexes) {
      Survivor survivor = survivors.get(index);
      Object object = survivor.reference.get();
      if (object != null) {
        SiteStatistics place =
            new SiteStatistics(
                TypeNames.of(object.getClass()),
                survivor.line,
                survivor.caller,
                1,
                survivor.threadName,
                survivor.ownThread,
                0,
                0);
        long[] sum = sums.computeIfAbsent(place, key -> new long[2]);
        sum[0]++;
        sum[1] += scope.engine.sizeOf(object);
      }
    }
    List<SiteStatistics> rows = new ArrayList<>();
    sums.forEach((place, sum) -> rows.add(withAmount(place, sum[0], sum[1])));
    rows.sort(
        Comparator.comparingLong(SiteStatistics::bytes)
            .reversed()
            .thenComparing(SiteStatistics::typeName)
            .thenComparing(SiteStatistics::location));
    return rows;
  }

  private static SiteStatistics withAmount(SiteStatistics place, long count, long bytes) {
    return new SiteStatistics(
        place.typeName(),
        place.site(),
        place.caller(),
        place.callerCount(),
        place.threadName(),
        place.ownThread(),
        count,
        bytes);
  }
}
