package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.Checkpoint;
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
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.UnfinishedWork;
import io.trackmemory.tracker.spi.ForeignCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A snapshot whose figures are worked out once, but for leaks, which are searched when asked. */
public final class RecordedSnapshot implements MemorySnapshot {

  /**
   * Figures of a snapshot.
   *
   * @param runs how many runs of an action they are a sum of
   * @param counted rows of the verdict
   * @param firstUse rows of first use
   * @param testCode sums of test code
   * @param chance sums of what the JDK draws by chance
   * @param foreign what threads of no scope did meanwhile
   * @param attributedBytes bytes of the scope's own thread that have a line
   * @param followed whether any scope of the JVM followed objects meanwhile
   */
  record Figures(
      int runs,
      List<SiteStatistics> counted,
      Sum total,
      List<SiteStatistics> firstUse,
      Sum firstUseTotal,
      Sum testCode,
      Sum chance,
      List<ThreadStatistics> threads,
      List<ThreadStatistics> foreign,
      boolean allThreads,
      List<TypeStatistics> types,
      OptionalLong jvmBytes,
      long attributedBytes,
      UnattributedBytes unattributed,
      boolean followed,
      MemoryRates rates,
      Omissions omissions,
      Optional<String> uncertified) {}

  /** A number of objects and their bytes. */
  record Sum(long count, long bytes) {}

  private final Figures figures;
  private final Outstanding outstanding;
  private final Set<String> threadNames;
  private final Stacks stacks;
  private final List<Checkpoint> checkpoints;
  private final Supplier<LeakResult> leaks;
  private final OffHeapMaker offHeap;
  private final Supplier<PeakResult> peaks;
  private final Supplier<List<ForeignCode>> foreignCode;
  private final Supplier<Optional<GrowthResult>> growth;
  private final Function<String, MemorySnapshot> since;
  private final Function<String, MemorySnapshot> until;

  RecordedSnapshot(
      Figures figures,
      Outstanding outstanding,
      Set<String> threadNames,
      Stacks stacks,
      List<Checkpoint> checkpoints,
      Supplier<LeakResult> leaks,
      OffHeapMaker offHeap,
      Supplier<PeakResult> peaks,
      Supplier<List<ForeignCode>> foreignCode,
      Supplier<Optional<GrowthResult>> growth,
      Function<String, MemorySnapshot> since,
      Function<String, MemorySnapshot> until) {
    this.figures = figures;
    this.outstanding = outstanding;
    this.threadNames = Set.copyOf(threadNames);
    this.stacks = stacks;
    this.checkpoints = List.copyOf(checkpoints);
    this.leaks = leaks;
    this.offHeap = offHeap;
    this.peaks = peaks;
    this.foreignCode = foreignCode;
    this.growth = growth;
    this.since = since;
    this.until = until;
  }

  @Override
  public long allocationCount() {
    return figures.total.count;
  }

  @Override
  public long allocatedBytes() {
    return figures.total.bytes;
  }

  @Override
  public long firstUseCount() {
    return figures.firstUseTotal.count;
  }

  @Override
  public long firstUseBytes() {
    return figures.firstUseTotal.bytes;
  }

  @Override
  public long testCodeCount() {
    return figures.testCode.count;
  }

  @Override
  public long testCodeBytes() {
    return figures.testCode.bytes;
  }

  @Override
  public long chanceCount() {
    return figures.chance.count;
  }

  @Override
  public long chanceBytes() {
    return figures.chance.bytes;
  }

  @Override
  public long foreignCount() {
    return figures.foreign.stream().mapToLong(ThreadStatistics::count).sum();
  }

  @Override
  public long foreignBytes() {
    return figures.foreign.stream().mapToLong(ThreadStatistics::bytes).sum();
  }

  @Override
  public OptionalLong jvmAllocatedBytes() {
    return figures.jvmBytes;
  }

  /** Whether objects were followed meanwhile, by any scope: the JVM's figure is then higher. */
  public boolean followed() {
    return figures.followed;
  }

  @Override
  public OptionalDouble coverage() {
    long attributed = figures.attributedBytes;
    if (figures.jvmBytes.isEmpty() || figures.jvmBytes.getAsLong() < attributed) {
      return OptionalDouble.empty();
    }
    long jvm = figures.jvmBytes.getAsLong();
    return OptionalDouble.of(jvm == 0 ? 1.0 : (double) attributed / jvm);
  }

  @Override
  public UnattributedBytes unattributed() {
    return figures.unattributed;
  }

  @Override
  public PeakBracket peak() {
    return peaks.get().bracket();
  }

  @Override
  public PeakResult peakResult() {
    return peaks.get();
  }

  @Override
  public LeakResult leakResult() {
    return leaks.get();
  }

  @Override
  public Optional<DirectMemory> directMemory() {
    return Optional.of(offHeap.figures());
  }

  @Override
  public Optional<String> directUncertified() {
    return offHeap.doubt();
  }

  @Override
  public LeakResult directLeakResult() {
    return offHeap.leaks();
  }

  @Override
  public List<SiteStatistics> sites() {
    return figures.counted;
  }

  @Override
  public List<SiteStatistics> firstUseSites() {
    return figures.firstUse;
  }

  @Override
  public List<TypeStatistics> types() {
    return figures.types;
  }

  @Override
  public List<ThreadStatistics> threads() {
    return figures.threads;
  }

  @Override
  public List<ThreadStatistics> foreignThreads() {
    return figures.foreign;
  }

  /** The user's own code that threads of other work ran meanwhile. */
  public List<ForeignCode> foreignCode() {
    return foreignCode.get();
  }

  @Override
  public boolean allThreads() {
    return figures.allThreads;
  }

  @Override
  public List<UnfinishedWork> unfinishedWork() {
    return outstanding.listed();
  }

  /** The same, as far as a verdict has to know. */
  public Outstanding outstanding() {
    return outstanding;
  }

  /** Names of the threads that worked for its scope, whether they made anything or not. */
  public Set<String> threadNames() {
    return threadNames;
  }

  @Override
  public List<StackSample> samples() {
    return stacks.samples();
  }

  @Override
  public AllocationHistory history() {
    return stacks.history();
  }

  @Override
  public List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  @Override
  public MemorySnapshot since(String checkpoint) {
    return since.apply(checkpoint);
  }

  @Override
  public MemorySnapshot until(String checkpoint) {
    return until.apply(checkpoint);
  }

  @Override
  public MemoryRates rates() {
    return figures.rates;
  }

  @Override
  public Omissions omissions() {
    return figures.omissions;
  }

  @Override
  public Optional<String> uncertified() {
    return figures.uncertified;
  }

  @Override
  public Optional<GrowthResult> growth() {
    return growth.get();
  }

  @Override
  public int runs() {
    return figures.runs;
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
