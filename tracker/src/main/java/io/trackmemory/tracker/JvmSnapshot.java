package io.trackmemory.tracker;

import io.trackmemory.tracker.base.OwnSpan;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Memory and load of this JVM as a whole, at one moment: {@link MemoryTracker#jvm()}. Figures are
 * read one after the other while other threads go on. One that the platform does not give is empty
 * (printed as {@code n/a}), never 0 or negative.
 *
 * @param uptimeMillis since the JVM began, in milliseconds
 * @param heap the heap
 * @param nonHeap what the JVM manages outside of the heap: metaspace and compiled code
 * @param metaspace metadata of classes, part of {@code nonHeap}
 * @param direct direct byte buffers
 * @param mapped mapped files
 * @param process memory of the process
 * @param machine memory of the machine
 * @param cpu load of process and machine
 * @param threads platform threads
 * @param gc garbage collection
 */
public record JvmSnapshot(
    long uptimeMillis,
    MemoryArea heap,
    MemoryArea nonHeap,
    Optional<MemoryArea> metaspace,
    Optional<BufferMemory> direct,
    Optional<BufferMemory> mapped,
    ProcessMemory process,
    MachineMemory machine,
    CpuUsage cpu,
    ThreadCounts threads,
    GcActivity gc) {

  /** How near the JVM is to the end of its memory, by the formula of {@link MemoryPressure}. */
  public MemoryPressure memoryPressure() {
    try (OwnSpan own = OwnSpan.begin()) {
      return MemoryPressure.of(this);
    }
  }

  /** Estimated bounds on fragmentation, by the formula of {@link Fragmentation}. */
  public Fragmentation fragmentation() {
    try (OwnSpan own = OwnSpan.begin()) {
      return Fragmentation.of(gc, metaspace);
    }
  }

  /** Allocation rate on the heap since the JVM began, in bytes a second. */
  public OptionalLong allocatedBytesPerSecondSinceStart() {
    try (OwnSpan own = OwnSpan.begin()) {
      return JvmInterval.perSecond(gc.allocatedBytes(), uptimeMillis);
    }
  }

  /**
   * What happened between {@code earlier}, a snapshot of this JVM, and this one.
   *
   * @throws IllegalArgumentException if {@code earlier} is null or was taken after this one
   */
  public JvmInterval since(JvmSnapshot earlier) {
    if (earlier == null) {
      throw new IllegalArgumentException("earlier must not be null");
    }
    try (OwnSpan own = OwnSpan.begin()) {
      return JvmInterval.between(earlier, this);
    }
  }

  /** One line a part, each figure with its unit. */
  @Override
  public String toString() {
    try (OwnSpan own = OwnSpan.begin()) {
      return "JVM after "
          + FigureText.millis(OptionalLong.of(uptimeMillis))
          + ", memory pressure "
          + MemoryPressure.of(this)
          + "\n  heap:          "
          + heap
          + "\n  non-heap:      "
          + nonHeap
          + "\n  metaspace:     "
          + FigureText.known(metaspace)
          + "\n  direct:        "
          + FigureText.known(direct)
          + "\n  mapped:        "
          + FigureText.known(mapped)
          + "\n  process:       "
          + process
          + "\n  machine:       "
          + machine
          + "\n  cpu:           "
          + cpu
          + "\n  threads:       "
          + threads
          + "\n  gc:            "
          + gc
          + "\n  fragmentation: "
          + Fragmentation.of(gc, metaspace);
    }
  }
}
