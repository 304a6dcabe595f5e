package io.trackmemory.tracker.snapshot;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.gate.Kind;
import io.trackmemory.tracker.gate.OffHeapView;
import io.trackmemory.tracker.gate.PeakView;
import io.trackmemory.tracker.jvm.CollectionLog;
import io.trackmemory.tracker.question.LeakAssembler;
import io.trackmemory.tracker.question.OffHeapLeaks;
import io.trackmemory.tracker.question.OffHeapRows;
import io.trackmemory.tracker.question.PeakAssembler;
import io.trackmemory.tracker.recorded.Callers;
import io.trackmemory.tracker.recorded.HandedOver;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.Once;
import io.trackmemory.tracker.recorded.Outstanding;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.recorded.SiteSizes;
import io.trackmemory.tracker.recorded.Source;
import io.trackmemory.tracker.recorded.Stacks;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.snapshot.RecordedSnapshot.Later;
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

/** Makes the snapshot of a scope from what its threads recorded. */
public final class SnapshotMaker {

  private final Source scope;
  private final Recorded recorded;
  private final Stacks stacks;
  private final boolean followed;
  private final List<HandedOver.Left> left;
  private final OffHeapView offHeap;
  private final OptionalLong residentGrowth;

  public SnapshotMaker(Source scope) {
    this.scope = scope;
    this.recorded = scope.recorded();
    this.stacks = new Stacks(recorded);
    this.followed = scope.sawFollowing();
    this.left = recorded.handedOver().left(); // before the counts: what has ended is in them
    this.offHeap = recorded.gate().offHeap(recorded.ledger());
    this.residentGrowth = scope.residentGrowth();
  }

  /** Work that had not ended. */
  public List<HandedOver.Left> left() {
    return left;
  }

  public MemorySnapshot make(Moment now, List<Moment.Named> named) {
    return between(recorded.atOpening(), now, named, now, false);
  }

  private MemorySnapshot between(
      Moment from, Moment to, List<Moment.Named> named, Moment now, boolean isPart) {
    Moment part = to.minus(from);
    List<SiteStatistics> all = Rows.of(part.of(Kind.COUNTED), recorded, recorded.callers());
    long minBytes = recorded.setting(Settings.FILTER_MIN_SIZE).toBytes();
    List<SiteStatistics> shown =
        all.stream().filter(row -> row.bytes() >= minBytes * row.count()).toList();
    SiteSizes sizes = recorded.sizes();
    List<Checkpoint> checkpoints =
        named.stream().map(moment -> moment.toCheckpoint(sizes)).toList();
    Outstanding outstanding = new Outstanding(scope, recorded, from, to, left, now);
    Once<LeakResult> leaks = new Once<>(new LeakAssembler(recorded, from, to, outstanding)::search);
    Totals counted = part.of(Kind.COUNTED);
    Totals firstUse = part.of(Kind.FIRST_USE);
    Totals testCode = part.of(Kind.TEST_CODE);
    Totals chance = part.of(Kind.CHANCE);
    long attributed = part.counts().values().stream().mapToLong(this::own).sum();
    long allocatedBytes = sizes.bytes(counted);
    return new RecordedSnapshot(
        recorded.runs(),
        isPart,
        recorded.options().allThreads(),
        counted.count(),
        allocatedBytes,
        firstUse.count(),
        sizes.bytes(firstUse),
        testCode.count(),
        sizes.bytes(testCode),
        chance.count(),
        sizes.bytes(chance),
        recorded.jvmCounts() ? OptionalLong.of(part.jvmBytes()) : OptionalLong.empty(),
        attributed,
        recorded.jvmCounts()
            ? part.natives().of(part.jvmBytes() - attributed)
            : UnattributedBytes.NOT_AVAILABLE,
        followed,
        shown,
        Rows.of(firstUse, recorded, new Callers(recorded.sites(), List.of())), // no stacks
        types(all),
        new ThreadRows(recorded, recorded.accounts()).of(counted),
        Lanes.of(recorded, now.elapsedNanos()),
        new ThreadRows(recorded, List.of()).of(part.foreign()),
        MemoryRates.of(
            part.spent().nanos(),
            allocatedBytes,
            part.spent().collections().collections(),
            part.spent().collections().pauseMillis()),
        omissions(all, shown),
        uncertified(),
        checkpoints,
        outstanding,
        recorded.accounts().stream().map(AccountView::threadName).collect(toUnmodifiableSet()),
        new Later(
            stacks,
            leaks,
            new Once<>(() -> OffHeapRows.of(recorded, offHeap, residentGrowth, from, to)),
            () -> unseen().or(recorded.doubts()::onMemoryOffHeap),
            new Once<>(
                () ->
                    unseen()
                        .map(LeakResult::uncertified)
                        .orElseGet(new OffHeapLeaks(recorded, from, to)::search)),
            new PeakAssembler(
                recorded,
                from,
                to,
                isPart,
                named,
                recorded.gate().peaks(recorded.ledger()),
                leaks,
                allocatedBytes,
                shown),
            foreignCode(part.foreign()),
            new Once<>(
                () -> CollectionLog.between(from.mark(), to.mark(), recorded.atOpening().mark())),
            scope::growth,
            name -> between(find(inside(named, from, to), name), to, named, now, true),
            name -> between(from, find(inside(named, from, to), name), named, now, true)));
  }

  private Supplier<List<ForeignCode>> foreignCode(Totals foreign) {
    return scope.wasBesideAnother() ? List::of : () -> ForeignCodeSearch.in(recorded, foreign);
  }

  /* What would end before it begins has nothing in it, and whatever is asked of that holds. */
  private static List<Moment.Named> inside(List<Moment.Named> named, Moment from, Moment to) {
    return named.stream()
        .filter(each -> each.moment().phase() > from.phase() && each.moment().phase() < to.phase())
        .toList();
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

  /* Bytes of the thread that the JVM's figure is of. */
  private long own(Totals totals) {
    return recorded.sizes().bytes(totals.ofThread(recorded.ownThreadId()));
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

  private Omissions omissions(List<SiteStatistics> all, List<SiteStatistics> shown) {
    List<AccountView> accounts = recorded.accounts();
    long stacked =
        accounts.stream()
            .flatMap(account -> account.stacks().stream())
            .mapToLong(AccountView.Stack::taken)
            .sum();
    return new Omissions(
        count(all) - count(shown),
        bytes(all) - bytes(shown),
        Math.max(0, count(all) - stacked),
        accounts.stream().mapToLong(each -> each.skipped() + each.unfollowed()).sum());
  }

  private static long count(List<SiteStatistics> rows) {
    return rows.stream().mapToLong(SiteStatistics::count).sum();
  }

  private static long bytes(List<SiteStatistics> rows) {
    return rows.stream().mapToLong(SiteStatistics::bytes).sum();
  }

  /* Why not all may have been seen, whatever its size. */
  private Optional<String> unseen() {
    Optional<String> known = scope.uncertified();
    if (known.isPresent()) {
      return known;
    }
    for (AccountView account : recorded.accounts()) {
      if (account.uncountedSite() >= 0) {
        return Optional.of(
            "method "
                + recorded.sites().get(account.uncountedSite()).toAllocationSite()
                + " ran uncounted, it is too large for its hooks; split the method");
      }
    }
    for (PeakView limit : recorded.gate().peaks(recorded.ledger())) {
      if (limit.enforced() && limit.doubt().isPresent()) {
        return Optional.of(
            "the budget of "
                + ByteSize.ofBytes(limit.limit())
                + " could not be enforced: "
                + limit.doubt().get());
      }
    }
    if (scope.lostEvents()) {
      return Optional.of(
          "the tracker could not record every allocation ("
              + recorded.gate().lastLoss()
              + "); leave it more memory and stack");
    }
    return Optional.empty();
  }

  private Optional<String> uncertified() {
    Optional<String> unseen = unseen();
    if (unseen.isPresent()) {
      return unseen;
    }
    if (!recorded.sizes().unknown().isEmpty()) {
      return Optional.of(
          "the size of "
              + String.join(", ", recorded.sizes().unknown())
              + " is not known, the class is gone; keep its class loader until the check");
    }
    return recorded.doubts().onCounts();
  }
}
