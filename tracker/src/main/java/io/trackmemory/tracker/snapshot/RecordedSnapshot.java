package io.trackmemory.tracker.snapshot;

import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.Checkpoint;
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
import io.trackmemory.tracker.recorded.Outstanding;
import io.trackmemory.tracker.recorded.Stacks;
import io.trackmemory.tracker.spi.ForeignCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A snapshot. Its figures are worked out once; leaks, peaks and memory off the heap when asked.
 *
 * @param isPart whether it begins or ends at a checkpoint
 * @param jvmAllocatedBytes empty where the JVM has no counter for the scope's own thread
 * @param attributedBytes bytes of that thread that have a line
 * @param followed whether any scope of the JVM followed objects meanwhile: the JVM's figure is then
 *     higher
 * @param foreignThreads what threads of no scope did meanwhile
 * @param outstanding unfinished work, as far as a verdict has to know
 * @param threadNames names of the threads that worked for its scope, whether they made anything or
 *     not
 * @param later what is worked out when asked
 */
public record RecordedSnapshot(
    int runs,
    boolean isPart,
    boolean allThreads,
    long allocationCount,
    long allocatedBytes,
    long firstUseCount,
    long firstUseBytes,
    long testCodeCount,
    long testCodeBytes,
    long chanceCount,
    long chanceBytes,
    OptionalLong jvmAllocatedBytes,
    long attributedBytes,
    UnattributedBytes unattributed,
    boolean followed,
    List<SiteStatistics> sites,
    List<SiteStatistics> firstUseSites,
    List<TypeStatistics> types,
    List<ThreadStatistics> threads,
    List<ThreadLane> lanes,
    List<ThreadStatistics> foreignThreads,
    MemoryRates rates,
    Omissions omissions,
    Optional<String> uncertified,
    List<Checkpoint> checkpoints,
    Outstanding outstanding,
    Set<String> threadNames,
    Later later)
    implements MemorySnapshot {

  /**
   * What is worked out when asked.
   *
   * @param foreignCode the user's own code that threads of other work ran meanwhile
   * @param since the part after a checkpoint
   * @param until the part up to one
   */
  record Later(
      Stacks stacks,
      Supplier<LeakResult> leaks,
      Supplier<DirectMemory> offHeap,
      Supplier<Optional<String>> offHeapDoubt,
      Supplier<LeakResult> offHeapLeaks,
      Supplier<PeakResult> peaks,
      Supplier<List<ForeignCode>> foreignCode,
      Supplier<CollectionMoments> collections,
      Supplier<Optional<GrowthResult>> growth,
      Function<String, MemorySnapshot> since,
      Function<String, MemorySnapshot> until) {}

  @Override
  public long foreignCount() {
    return foreignThreads.stream().mapToLong(ThreadStatistics::count).sum();
  }

  @Override
  public long foreignBytes() {
    return foreignThreads.stream().mapToLong(ThreadStatistics::bytes).sum();
  }

  @Override
  public OptionalDouble coverage() {
    if (jvmAllocatedBytes.isEmpty() || jvmAllocatedBytes.getAsLong() < attributedBytes) {
      return OptionalDouble.empty();
    }
    long jvm = jvmAllocatedBytes.getAsLong();
    return OptionalDouble.of(jvm == 0 ? 1.0 : (double) attributedBytes / jvm);
  }

  @Override
  public PeakBracket peak() {
    return peakResult().bracket();
  }

  @Override
  public PeakResult peakResult() {
    return later.peaks.get();
  }

  @Override
  public LeakResult leakResult() {
    return later.leaks.get();
  }

  @Override
  public Optional<DirectMemory> directMemory() {
    return Optional.of(later.offHeap.get());
  }

  @Override
  public Optional<String> directUncertified() {
    return later.offHeapDoubt.get();
  }

  @Override
  public LeakResult directLeakResult() {
    return later.offHeapLeaks.get();
  }

  /** The user's own code that threads of other work ran meanwhile. */
  public List<ForeignCode> foreignCode() {
    return later.foreignCode.get();
  }

  @Override
  public List<UnfinishedWork> unfinishedWork() {
    return outstanding.listed();
  }

  @Override
  public List<StackSample> samples() {
    return later.stacks.samples();
  }

  @Override
  public AllocationHistory history() {
    return later.stacks.history();
  }

  @Override
  public List<AllocationSite> lines(List<StackTraceElement> frames) {
    return later.stacks.lines(frames);
  }

  @Override
  public MemorySnapshot since(String checkpoint) {
    return later.since.apply(checkpoint);
  }

  @Override
  public MemorySnapshot until(String checkpoint) {
    return later.until.apply(checkpoint);
  }

  @Override
  public CollectionMoments collections() {
    return later.collections.get();
  }

  @Override
  public Optional<GrowthResult> growth() {
    return later.growth.get();
  }

  /** The figures in one line. */
  @Override
  public String toString() {
    return "MemorySnapshot["
        + allocationCount()
        + " allocations, "
        + allocatedBytes()
        + " B; first use "
        + firstUseCount()
        + ", "
        + firstUseBytes()
        + " B]";
  }
}
