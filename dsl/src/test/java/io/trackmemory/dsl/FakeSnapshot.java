package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.StackSample;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.UnfinishedWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A snapshot that says what a test tells it to. */
final class FakeSnapshot implements MemorySnapshot {

  boolean allThreads;
  List<UnfinishedWork> unfinished = List.of();

  private final List<SiteStatistics> sites = new ArrayList<>();
  private final List<ThreadStatistics> foreignThreads = new ArrayList<>();
  private final Map<String, FakeSnapshot> parts = new LinkedHashMap<>();
  private long firstUseCount;
  private long firstUseBytes;
  private long testCodeCount;
  private long testCodeBytes;
  private long chanceCount;
  private long chanceBytes;
  private OptionalLong jvmAllocatedBytes = OptionalLong.empty();
  private LeakResult leakResult = LeakResult.NONE;
  private Optional<DirectMemory> directMemory = Optional.empty();
  private Optional<String> directUncertified = Optional.empty();
  private LeakResult directLeakResult = LeakResult.NONE;
  private Optional<PeakResult> peak = Optional.empty();
  private Omissions omissions = Omissions.NONE;
  private Optional<String> uncertified = Optional.empty();

  static AllocationSite user(String className, String method, int line) {
    return site(className, method, line, Origin.USER);
  }

  static AllocationSite jdk(String className, String method, int line) {
    return site(className, method, line, Origin.JDK);
  }

  private static AllocationSite site(String className, String method, int line, Origin origin) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return new AllocationSite(className, method, simple + ".java", line, origin);
  }

  static SiteStatistics row(long count, String typeName, long bytes, AllocationSite site) {
    return new SiteStatistics(typeName, site, Optional.empty(), 0, "main", true, count, bytes);
  }

  static SiteStatistics called(SiteStatistics row, AllocationSite caller, int callers) {
    return new SiteStatistics(
        row.typeName(),
        row.site(),
        Optional.of(caller),
        callers,
        row.threadName(),
        row.ownThread(),
        row.count(),
        row.bytes());
  }

  static SiteStatistics inThread(SiteStatistics row, String threadName) {
    return new SiteStatistics(
        row.typeName(),
        row.site(),
        row.caller(),
        row.callerCount(),
        threadName,
        false,
        row.count(),
        row.bytes());
  }

  FakeSnapshot with(SiteStatistics... rows) {
    sites.addAll(List.of(rows));
    return this;
  }

  FakeSnapshot firstUse(long count, long bytes) {
    firstUseCount = count;
    firstUseBytes = bytes;
    return this;
  }

  FakeSnapshot testCode(long count, long bytes) {
    testCodeCount = count;
    testCodeBytes = bytes;
    return this;
  }

  FakeSnapshot chance(long count, long bytes) {
    chanceCount = count;
    chanceBytes = bytes;
    return this;
  }

  FakeSnapshot foreign(String threadName, long count, long bytes) {
    foreignThreads.add(new ThreadStatistics(threadName, 7, false, count, bytes));
    return this;
  }

  FakeSnapshot offHeap(DirectMemory seen) {
    directMemory = Optional.of(seen);
    return this;
  }

  FakeSnapshot offHeapLeaks(LeakResult result) {
    directLeakResult = result;
    return this;
  }

  @Override
  public Optional<DirectMemory> directMemory() {
    return directMemory;
  }

  FakeSnapshot offHeapUncertified(String cause) {
    directUncertified = Optional.of(cause);
    return this;
  }

  @Override
  public Optional<String> directUncertified() {
    return directUncertified;
  }

  @Override
  public LeakResult directLeakResult() {
    return directLeakResult;
  }

  FakeSnapshot jvm(long bytes) {
    jvmAllocatedBytes = OptionalLong.of(bytes);
    return this;
  }

  FakeSnapshot leaking(Leak... leaks) {
    leakResult =
        new LeakResult(List.of(leaks), leakResult.setApart(), Optional.empty(), Optional.empty());
    return this;
  }

  FakeSnapshot leaks(LeakResult result) {
    leakResult = result;
    return this;
  }

  FakeSnapshot omitting(Omissions left) {
    omissions = left;
    return this;
  }

  FakeSnapshot uncertified(String cause) {
    uncertified = Optional.of(cause);
    return this;
  }

  FakeSnapshot part(String checkpoint, FakeSnapshot part) {
    parts.put(checkpoint, part);
    return this;
  }

  @Override
  public long allocationCount() {
    return sites.stream().mapToLong(SiteStatistics::count).sum() + omissions.filteredCount();
  }

  @Override
  public long allocatedBytes() {
    return sites.stream().mapToLong(SiteStatistics::bytes).sum() + omissions.filteredBytes();
  }

  @Override
  public long firstUseCount() {
    return firstUseCount;
  }

  @Override
  public long firstUseBytes() {
    return firstUseBytes;
  }

  @Override
  public long testCodeCount() {
    return testCodeCount;
  }

  @Override
  public long testCodeBytes() {
    return testCodeBytes;
  }

  @Override
  public long chanceCount() {
    return chanceCount;
  }

  @Override
  public long chanceBytes() {
    return chanceBytes;
  }

  @Override
  public long foreignCount() {
    return foreignThreads.stream().mapToLong(ThreadStatistics::count).sum();
  }

  @Override
  public long foreignBytes() {
    return foreignThreads.stream().mapToLong(ThreadStatistics::bytes).sum();
  }

  @Override
  public OptionalLong jvmAllocatedBytes() {
    return jvmAllocatedBytes;
  }

  @Override
  public OptionalDouble coverage() {
    return OptionalDouble.empty();
  }

  @Override
  public UnattributedBytes unattributed() {
    return UnattributedBytes.NOT_AVAILABLE;
  }

  FakeSnapshot peak(PeakResult result) {
    peak = Optional.of(result);
    return this;
  }

  @Override
  public PeakBracket peak() {
    return peakResult().bracket();
  }

  @Override
  public PeakResult peakResult() {
    return peak.orElseGet(() -> PeakResult.of(new PeakBracket(0, allocatedBytes())));
  }

  @Override
  public LeakResult leakResult() {
    return leakResult;
  }

  @Override
  public List<SiteStatistics> sites() {
    return sites;
  }

  @Override
  public List<SiteStatistics> firstUseSites() {
    return List.of();
  }

  @Override
  public List<TypeStatistics> types() {
    return List.of();
  }

  @Override
  public List<ThreadStatistics> threads() {
    return List.of();
  }

  @Override
  public List<ThreadStatistics> foreignThreads() {
    return foreignThreads;
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
    return AllocationHistory.NONE;
  }

  @Override
  public List<StackSample> samples() {
    return List.of();
  }

  @Override
  public List<Checkpoint> checkpoints() {
    return parts.keySet().stream().map(name -> new Checkpoint(name, 0, 0, 0)).toList();
  }

  @Override
  public MemorySnapshot since(String checkpoint) {
    return cut(checkpoint);
  }

  @Override
  public MemorySnapshot until(String checkpoint) {
    return cut(checkpoint);
  }

  private MemorySnapshot cut(String checkpoint) {
    FakeSnapshot part = parts.get(checkpoint);
    if (part == null) {
      throw new IllegalArgumentException("no checkpoint \"" + checkpoint + "\"");
    }
    return part;
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
    return 1;
  }
}
