package io.trackmemory.tracker.record;

import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.record.RecordedSnapshot.Figures;
import io.trackmemory.tracker.record.RecordedSnapshot.Sum;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes the snapshot of a scope from what its threads recorded. */
final class SnapshotMaker {

  private final RecordedScope scope;
  private final SiteTable sites;
  private final SiteSizes sizes;
  private final List<AccountView> accounts;
  private final Callers callers;
  private final Stacks stacks;
  private final boolean followed;
  private final List<HandedOver.Left> left;
  private final OffHeapView offHeap;
  private final OptionalLong residentGrowth;

  SnapshotMaker(RecordedScope scope) {
    this.scope = scope;
    this.sites = scope.engine.sites();
    this.sizes = new SiteSizes(sites, scope.engine.sizes());
    this.accounts = scope.accounts();
    this.stacks =
        new Stacks(
            scope.engine.gate(),
            sites,
            sizes,
            scope.openedNanos,
            scope.options.settings().get(Settings.HISTORY_MAX),
            accounts);
    this.followed = scope.sawFollowing();
    this.callers = new Callers(sites, accounts);
    this.left = HandedOver.left(scope); // before the counts: what has ended is in them
    this.offHeap = scope.engine.gate().offHeap(scope.ledger);
    this.residentGrowth = residentGrowth(scope);
  }

  /** Work that had not ended. */
  List<HandedOver.Left> left() {
    return left;
  }

  MemorySnapshot make(Moment now, List<Moment.Named> named) {
    return between(scope.atOpening(), now, named, now);
  }

  private MemorySnapshot between(Moment from, Moment to, List<Moment.Named> named, Moment now) {
    List<Checkpoint> checkpoints =
        named.stream().map(moment -> moment.toCheckpoint(sizes)).toList();
    Outstanding outstanding = new Outstanding(scope, from, to, left, now);
    LeakAssembler leaks = new LeakAssembler(scope, accounts, callers, from, to, outstanding);
    Figures figures = figures(from, to);
    return new RecordedSnapshot(
        figures,
        outstanding,
        accounts.stream().map(AccountView::threadName).collect(Collectors.toSet()),
        stacks,
        checkpoints,
        leaks,
        new OffHeapMaker(scope, offHeap, residentGrowth, from, to),
        new PeakAssembler(
            scope,
            callers,
            from,
            to,
            named,
            leaks,
            figures.total().bytes(),
            PeakAssembler.largest(figures.counted())),
        foreignCode(to.minus(from).foreign()),
        scope::growth,
        name -> between(find(named, name), to, named, now),
        name -> between(from, find(named, name), named, now));
  }

  private Supplier<List<ForeignCode>> foreignCode(Totals foreign) {
    return scope.wasBesideAnother() ? List::of : () -> ForeignCodeSearch.in(scope, sizes, foreign);
  }

  private static OptionalLong residentGrowth(RecordedScope scope) {
    OptionalLong before = scope.residentAtOpening;
    OptionalLong now = before.isPresent() ? scope.resident() : before;
    return now.isPresent()
        ? OptionalLong.of(now.getAsLong() - before.getAsLong())
        : OptionalLong.empty();
  }

  private static Moment find(List<Moment.Named> named, String name) {
    return named.stream()
        .filter(moment -> moment.name().equals(name))
        .map(Moment.Named::moment)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "checkpoint must be one of "
                        + named.stream().map(Moment.Named::name).toList()
                        + ": "
                        + name));
  }

  private Figures figures(Moment from, Moment to) {
    Moment part = to.minus(from);
    Totals foreign = part.foreign();
    long attributed =
        own(part.counted()) + own(part.firstUse()) + own(part.testCode()) + own(part.chance());
    List<SiteStatistics> all = rows(part.counted(), callers);
    List<SiteStatistics> shown = new ArrayList<>();
    Sum total = sum(part.counted());
    long filteredCount = 0;
    long filteredBytes = 0;
    long minSize = scope.options.settings().get(Settings.FILTER_MIN_SIZE).toBytes();
    for (SiteStatistics row : all) {
      if (row.bytes() < minSize * row.count()) {
        filteredCount += row.count();
        filteredBytes += row.bytes();
      } else {
        shown.add(row);
      }
    }
    return new Figures(
        scope.runs(),
        List.copyOf(shown),
        total,
        rows(part.firstUse(), new Callers(sites, List.of())), // of which no stack is taken
        sum(part.firstUse()),
        sum(part.testCode()),
        sum(part.chance()),
        new ThreadRows(scope, sizes, accounts).of(part.counted()),
        new ThreadRows(scope, sizes, List.of()).of(foreign),
        scope.options.allThreads(),
        types(all),
        scope.jvmCounts ? OptionalLong.of(part.jvmBytes()) : OptionalLong.empty(),
        attributed,
        scope.jvmCounts
            ? part.natives().of(part.jvmBytes() - attributed)
            : UnattributedBytes.NOT_AVAILABLE,
        followed,
        MemoryRates.of(
            part.spent().nanos(),
            total.bytes(),
            part.spent().collections().collections(),
            part.spent().collections().pauseMillis()),
        new Omissions(filteredCount, filteredBytes, unstacked(all), unfollowed()),
        uncertified());
  }

  private List<SiteStatistics> rows(Totals totals, Callers known) {
    return new Rows(sites, sizes, known, scope.ownThreadId).of(totals);
  }

  private Sum sum(Totals totals) {
    return new Sum(totals.count(), sizes.bytes(totals));
  }

  /* Bytes of the thread that the JVM's figure is of. */
  private long own(Totals totals) {
    return sizes.bytes(totals.ofThread(scope.ownThreadId));
  }

  private static List<TypeStatistics> types(List<SiteStatistics> rows) {
    Map<String, TypeStatistics> byType = new LinkedHashMap<>();
    for (SiteStatistics row : rows) {
      byType.merge(
          row.typeName(),
          new TypeStatistics(row.typeName(), row.count(), row.bytes()),
          (a, b) -> new TypeStatistics(a.typeName(), a.count() + b.count(), a.bytes() + b.bytes()));
    }
    List<TypeStatistics> sorted = new ArrayList<>(byType.values());
    sorted.sort(
        Comparator.comparingLong(TypeStatistics::bytes)
            .reversed()
            .thenComparing(TypeStatistics::typeName));
    return List.copyOf(sorted);
  }

  private long unstacked(List<SiteStatistics> rows) {
    long counted = rows.stream().mapToLong(SiteStatistics::count).sum();
    long stacked =
        accounts.stream()
            .flatMap(account -> account.stacks().stream())
            .mapToLong(AccountView.Stack::taken)
            .sum();
    return Math.max(0, counted - stacked);
  }

  private long unfollowed() {
    return accounts.stream().mapToLong(each -> each.skipped() + each.unfollowed()).sum();
  }

  private Optional<String> uncertified() {
    String known = scope.uncertified();
    if (known != null) {
      return Optional.of(known);
    }
    for (AccountView account : accounts) {
      if (account.uncountedSite() >= 0) {
        return Optional.of(
            "method "
                + sites.get(account.uncountedSite()).toAllocationSite()
                + " ran uncounted, it is too large for its hooks; split the method");
      }
    }
    if (scope.engine.gate().lostEvents() != scope.lostAtOpening) {
      return Optional.of(
          "the tracker could not record every allocation ("
              + scope.engine.gate().lastLoss()
              + "); leave it more memory and stack");
    }
    if (!sizes.unknown().isEmpty()) {
      return Optional.of(
          "the size of "
              + String.join(", ", sizes.unknown())
              + " is not known, the class is gone; keep its class loader until the check");
    }
    return scope.engine.doubts().onCounts();
  }
}
