package io.trackmemory.tracker;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a scope saw up to one moment. Immutable and safe for use by any thread, but for {@link
 * #leakResult()}: the search for leaks is made when it is first asked for, on the heap as it is
 * then, and its result kept.
 *
 * <p>Counts are of objects and arrays that the code allocates as written, whatever the JIT compiler
 * removes later. Bytes are shallow sizes with header and padding in this JVM's object layout.
 */
public interface MemorySnapshot {

  /** Objects and arrays allocated, exact; first use, test code and chance not among them. */
  long allocationCount();

  /** Their bytes, exact. */
  long allocatedBytes();

  /** Objects that the JVM and the JDK made once for a piece of code: class loading, linkage. */
  long firstUseCount();

  /** Their bytes. */
  long firstUseBytes();

  /** Objects that assertion and mocking libraries made when the test class itself called them. */
  long testCodeCount();

  /** Their bytes. */
  long testCodeBytes();

  /**
   * Objects that the JDK makes or not as a random number of its own tells: levels of a skip list,
   * blocks of random bytes, the digits of a temporary file's name.
   */
  long chanceCount();

  /** Their bytes. */
  long chanceBytes();

  /** Objects that other threads made meanwhile, of which this scope is not the cause. */
  long foreignCount();

  /** Their bytes. */
  long foreignBytes();

  /**
   * Bytes by the JVM's own counter for the thread that opened the scope, what the tracker itself
   * took on that thread left out; first use, test code and chance included. Empty where the JVM has
   * no such counter (virtual threads).
   */
  OptionalLong jvmAllocatedBytes();

  /**
   * Share, 0 to 1, of the JVM's bytes that the tracker attributes to a line of code; {@link
   * #unattributed()} is the rest. Empty where the JVM has no counter, or the JIT compiler left the
   * JVM fewer bytes than the code asks for.
   */
  OptionalDouble coverage();

  /**
   * The rest of the JVM's bytes: those that no line accounts for, with what is known of the cause.
   */
  UnattributedBytes unattributed();

  /**
   * Bounds on the scope's live bytes at their highest, by what is known when asked; nothing is
   * collected for it.
   */
  PeakBracket peak();

  /** Like {@link #peak()}, with when limits that were in force were passed. */
  default PeakResult peakResult() {
    return PeakResult.of(peak());
  }

  /**
   * What is still strongly reachable and is a leak, the user's first: one finding per holder. What
   * only libraries keep is none by one run, see {@link LeakResult#told()}.
   *
   * @throws CannotCertifyException if leaks cannot be told, or not all, saying why
   */
  default List<Leak> leaks() {
    LeakResult result = leakResult();
    result
        .estimate()
        .ifPresent(
            estimate -> {
              throw new CannotCertifyException("leaks", estimate.toString());
            });
    result
        .uncertified()
        .ifPresent(
            cause -> {
              throw new CannotCertifyException("leaks", cause);
            });
    return result.leaks();
  }

  /**
   * Like {@link #leaks()}, with what only libraries keep, what was set apart and, instead of an
   * exception, the reason.
   */
  LeakResult leakResult();

  /** What was taken off the heap; empty where that was not measured. */
  default Optional<DirectMemory> directMemory() {
    return Optional.empty();
  }

  /** Why {@link #directMemory()} may be wrong, and what to do; empty where it is exact. */
  default Optional<String> directUncertified() {
    return Optional.empty();
  }

  /**
   * What was taken off the heap, and files that were opened, and are not given back: one finding
   * per holder, each object of it a block of memory or a file. Told when it is first asked for,
   * after a proven collection and its clean-up; what a {@code Cleaner} gives back then is set
   * apart.
   */
  default LeakResult directLeakResult() {
    return LeakResult.uncertified(
        "memory off the heap was not measured; measure it with TrackMemory's agent");
  }

  /** What each line allocated, by type and thread, most bytes first. */
  List<SiteStatistics> sites();

  /** The lines behind {@link #firstUseCount()}, most bytes first. */
  List<SiteStatistics> firstUseSites();

  /** What was allocated, by type, most bytes first. */
  List<TypeStatistics> types();

  /** What each thread of the scope allocated, most bytes first. */
  List<ThreadStatistics> threads();

  /** When each thread worked for the scope; of the whole scope, of a part of it too. */
  default List<ThreadLane> lanes() {
    return List.of();
  }

  /** What other threads made meanwhile, most bytes first. */
  List<ThreadStatistics> foreignThreads();

  /** Whether it is of all threads, and not only of the scope's own work. */
  boolean allThreads();

  /** Work of the scope that had not ended: threads it started, tasks it handed over. */
  List<UnfinishedWork> unfinishedWork();

  /** Call stacks taken, most bytes first; those of the whole scope, of a part of it too. */
  List<StackSample> samples();

  /** Whether it is a part of its scope, whose stacks are not known apart from the others. */
  default boolean isPart() {
    return false;
  }

  /** The latest allocations of which a call stack was taken; of the whole scope, as above. */
  AllocationHistory history();

  /**
   * The lines of a call stack, innermost first, as {@link #sites()} names them and with whose code
   * each is; without those of TrackMemory itself. A library's where nothing more is known.
   */
  default List<AllocationSite> lines(List<StackTraceElement> frames) {
    return frames.stream()
        .map(
            frame ->
                new AllocationSite(
                    frame.getClassName(),
                    frame.getMethodName(),
                    Objects.requireNonNullElse(frame.getFileName(), "Unknown"),
                    frame.getLineNumber(),
                    AllocationSite.Origin.LIBRARY))
        .toList();
  }

  /** The scope's checkpoints, in order. */
  List<Checkpoint> checkpoints();

  /**
   * The part after a checkpoint.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name in what this is of,
   *     naming those there are
   */
  MemorySnapshot since(String checkpoint);

  /**
   * The part up to a checkpoint.
   *
   * @throws IllegalArgumentException if there is no checkpoint of that name in what this is of,
   *     naming those there are
   */
  MemorySnapshot until(String checkpoint);

  /** How fast it allocated, and what collections cost meanwhile: estimates, for reading. */
  default MemoryRates rates() {
    return MemoryRates.NOT_AVAILABLE;
  }

  /** When garbage collections ran meanwhile, in the whole JVM: for reading. */
  default CollectionMoments collections() {
    return CollectionMoments.NOT_AVAILABLE;
  }

  /** What the rows leave out. */
  Omissions omissions();

  /** Why counts and bytes cannot be certified, and what to do; empty where they are exact. */
  Optional<String> uncertified();

  /** What repeated runs left behind; empty where nobody looked. */
  default Optional<GrowthResult> growth() {
    return Optional.empty();
  }

  /** Number of runs of the action that the figures are a sum of; 1 for a scope. */
  int runs();
}
