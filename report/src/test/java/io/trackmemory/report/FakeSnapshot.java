package io.trackmemory.report;

import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.CollectionMoment;
import io.trackmemory.tracker.CollectionMoments;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.StackSample;
import io.trackmemory.tracker.ThreadLane;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.UnfinishedWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A snapshot of given rows; its totals, types and threads follow from them. */
public final class FakeSnapshot implements MemorySnapshot {

  boolean allThreads;
  boolean part;
  List<UnfinishedWork> unfinished = List.of();

  private final List<SiteStatistics> sites;
  private Optional<LeakResult> leaks = Optional.empty();
  private List<SiteStatistics> firstUse = List.of();
  private List<ThreadStatistics> foreign = List.of();
  private List<Checkpoint> checkpoints = List.of();
  private Omissions omissions = Omissions.NONE;
  private OptionalLong jvmBytes = OptionalLong.empty();
  private OptionalDouble coverage = OptionalDouble.empty();
  private UnattributedBytes unattributed = UnattributedBytes.NOT_AVAILABLE;
  private Optional<String> uncertified = Optional.empty();
  private AllocationHistory history = AllocationHistory.NONE;
  private List<StackSample> samples = List.of();
  private int leakSearches;
  private int runs = 1;
  private Optional<GrowthResult> growth = Optional.empty();
  private Optional<PeakResult> peak = Optional.empty();
  private MemoryRates rates = MemoryRates.NOT_AVAILABLE;
  private CollectionMoments collections = CollectionMoments.NOT_AVAILABLE;
  private List<ThreadLane> lanes = List.of();
  private List<ThreadStatistics> threads = List.of();
  private Optional<DirectMemory> directMemory = Optional.empty();
  private LeakResult directLeaks = LeakResult.NONE;

  public FakeSnapshot(List<SiteStatistics> sites) {
    this.sites = List.copyOf(sites);
  }

  public FakeSnapshot withLeaks(LeakResult result) {
    leaks = Optional.of(result);
    return this;
  }

  public FakeSnapshot withGrowth(GrowthResult result, int runs) {
    growth = Optional.of(result);
    this.runs = runs;
    return this;
  }

  @Override
  public Optional<GrowthResult> growth() {
    return growth;
  }

  public FakeSnapshot withRates(MemoryRates rates) {
    this.rates = rates;
    return this;
  }

  @Override
  public MemoryRates rates() {
    return rates;
  }

  public FakeSnapshot withCollections(long missing, CollectionMoment... moments) {
    collections = new CollectionMoments(List.of(moments), OptionalLong.of(missing));
    return this;
  }

  @Override
  public CollectionMoments collections() {
    return collections;
  }

  public FakeSnapshot withLanes(ThreadLane... lanes) {
    this.lanes = List.of(lanes);
    return this;
  }

  @Override
  public List<ThreadLane> lanes() {
    return lanes;
  }

  public FakeSnapshot withRuns(int number) {
    runs = number;
    return this;
  }

  public FakeSnapshot withThreads(ThreadStatistics... given) {
    threads = List.of(given);
    return this;
  }

  public FakeSnapshot withPeak(PeakResult peak) {
    this.peak = Optional.of(peak);
    return this;
  }

  public FakeSnapshot withOffHeap(DirectMemory seen, LeakResult leaks) {
    directMemory = Optional.of(seen);
    directLeaks = leaks;
    return this;
  }

  @Override
  public Optional<DirectMemory> directMemory() {
    return directMemory;
  }

  @Override
  public LeakResult directLeakResult() {
    return directLeaks;
  }

  public FakeSnapshot withApart(List<SiteStatistics> firstUse, List<ThreadStatistics> foreign) {
    this.firstUse = firstUse;
    this.foreign = foreign;
    return this;
  }

  public FakeSnapshot withCheckpoints(Checkpoint... checkpoints) {
    this.checkpoints = List.of(checkpoints);
    return this;
  }

  public FakeSnapshot withOmissions(Omissions omissions) {
    this.omissions = omissions;
    return this;
  }

  public FakeSnapshot withJvm(long bytes, double coverage) {
    this.jvmBytes = OptionalLong.of(bytes);
    this.coverage = OptionalDouble.of(coverage);
    return this;
  }

  public FakeSnapshot withSamples(AllocationHistory history, StackSample... samples) {
    this.history = history;
    this.samples = List.of(samples);
    return this;
  }

  public FakeSnapshot withUnattributed(long total, UnattributedBytes.ByCause... causes) {
    unattributed = new UnattributedBytes(OptionalLong.of(total), List.of(causes));
    return this;
  }

  public FakeSnapshot withUncertified(String cause) {
    uncertified = Optional.of(cause);
    return this;
  }

  int leakSearches() {
    return leakSearches;
  }

  private static long count(List<SiteStatistics> rows) {
    return rows.stream().mapToLong(SiteStatistics::count).sum();
  }

  private static long bytes(List<SiteStatistics> rows) {
    return rows.stream().mapToLong(SiteStatistics::bytes).sum();
  }

  @Override
  public long allocationCount() {
    return count(sites);
  }

  @Override
  public long allocatedBytes() {
    return bytes(sites);
  }

  @Override
  public long firstUseCount() {
    return count(firstUse);
  }

  @Override
  public long firstUseBytes() {
    return bytes(firstUse);
  }

  @Override
  public long testCodeCount() {
    return 14;
  }

  @Override
  public long testCodeBytes() {
    return 632;
  }

  @Override
  public long chanceCount() {
    return 3;
  }

  @Override
  public long chanceBytes() {
    return 72;
  }

  @Override
  public long foreignCount() {
    return foreign.stream().mapToLong(ThreadStatistics::count).sum();
  }

  @Override
  public long foreignBytes() {
    return foreign.stream().mapToLong(ThreadStatistics::bytes).sum();
  }

  @Override
  public OptionalLong jvmAllocatedBytes() {
    return jvmBytes;
  }

  @Override
  public OptionalDouble coverage() {
    return coverage;
  }

  @Override
  public UnattributedBytes unattributed() {
    return unattributed;
  }

  @Override
  public PeakBracket peak() {
    return peakResult().bracket();
  }

  @Override
  public PeakResult peakResult() {
    return peak.orElseGet(
        () -> PeakResult.of(new PeakBracket(allocatedBytes() / 2, allocatedBytes())));
  }

  @Override
  public LeakResult leakResult() {
    leakSearches++;
    return leaks.orElseThrow(() -> new AssertionError("nobody may search for leaks here"));
  }

  @Override
  public List<SiteStatistics> sites() {
    return sites;
  }

  @Override
  public List<SiteStatistics> firstUseSites() {
    return firstUse;
  }

  @Override
  public List<TypeStatistics> types() {
    Map<String, TypeStatistics> types = new LinkedHashMap<>();
    for (SiteStatistics row : sites) {
      types.merge(
          row.typeName(),
          new TypeStatistics(row.typeName(), row.count(), row.bytes()),
          (a, b) -> new TypeStatistics(a.typeName(), a.count() + b.count(), a.bytes() + b.bytes()));
    }
    return types.values().stream()
        .sorted(Comparator.comparingLong(TypeStatistics::bytes).reversed())
        .toList();
  }

  @Override
  public List<ThreadStatistics> threads() {
    if (!threads.isEmpty()) {
      return threads;
    }
    Map<String, List<SiteStatistics>> threads = new LinkedHashMap<>();
    sites.forEach(
        row -> threads.computeIfAbsent(row.threadName(), key -> new ArrayList<>()).add(row));
    return threads.entrySet().stream()
        .map(
            thread ->
                new ThreadStatistics(
                    thread.getKey(),
                    1,
                    thread.getValue().get(0).ownThread(),
                    count(thread.getValue()),
                    bytes(thread.getValue())))
        .toList();
  }

  @Override
  public List<ThreadStatistics> foreignThreads() {
    return foreign;
  }

  @Override
  public boolean allThreads() {
    return allThreads;
  }

  @Override
  public List<UnfinishedWork> unfinishedWork() {
    return unfinished;
  }

  @Override
  public AllocationHistory history() {
    return history;
  }

  @Override
  public List<StackSample> samples() {
    return samples;
  }

  @Override
  public boolean isPart() {
    return part;
  }

  /* By name: what is com.acme is the user's. */
  @Override
  public List<AllocationSite> lines(List<StackTraceElement> frames) {
    return frames.stream().map(FakeSnapshot::line).toList();
  }

  private static AllocationSite line(StackTraceElement frame) {
    String name = frame.getClassName();
    Origin origin =
        name.startsWith("com.acme")
            ? Origin.USER
            : name.startsWith("java.") ? Origin.JDK : Origin.LIBRARY;
    return new AllocationSite(
        name,
        frame.getMethodName(),
        String.valueOf(frame.getFileName()),
        frame.getLineNumber(),
        origin);
  }

  @Override
  public List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  @Override
  public MemorySnapshot since(String checkpoint) {
    throw new AssertionError("a report shows no part of a snapshot");
  }

  @Override
  public MemorySnapshot until(String checkpoint) {
    throw new AssertionError("a report shows no part of a snapshot");
  }

  @Override
  public Omissions omissions() {
    return omissions;
  }

  @Override
  public Optional<String> uncertified() {
    return uncertified;
  }

  @Override
  public int runs() {
    return runs;
  }
}
