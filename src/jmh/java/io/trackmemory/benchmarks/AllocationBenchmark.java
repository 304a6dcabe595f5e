package io.trackmemory.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Loops that do nothing but allocate (S01), the worst case for a tracker, and one that does not.
 * Each object is stored in a field, so that the JIT compiler cannot remove it. One thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AllocationBenchmark {

  /** Objects allocated in one call. */
  static final int LOOP = 3_000;

  /** What the tracker does meanwhile. */
  @Param public Tracked tracked = Tracked.UNTRACKED;

  private final AtomicLongArray elements = new AtomicLongArray(16);
  private final AtomicBoolean flag = new AtomicBoolean();
  private AutoCloseable scope = () -> {};
  private @Nullable Object sink;

  /** Opens the scope, in the thread that runs the loops. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    scope = tracked.open();
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    scope.close();
  }

  /** Objects of 16 bytes. */
  @Benchmark
  public @Nullable Object obj(CpuTime time) {
    for (int i = 0; i < LOOP; i++) {
      sink = new Small(i);
    }
    time.calls++;
    return sink;
  }

  /** Arrays of 64 bytes and a header. */
  @Benchmark
  public @Nullable Object arr(CpuTime time) {
    for (int i = 0; i < LOOP; i++) {
      sink = new byte[64];
    }
    time.calls++;
    return sink;
  }

  /** Three shapes in turn: a small object, an array whose length varies, an object of 32 bytes. */
  @Benchmark
  public @Nullable Object mix(CpuTime time) {
    for (int i = 0; i < LOOP; i += 3) {
      sink = new Small(i);
      sink = new byte[i & 63];
      sink = new Large(i, i, i);
    }
    time.calls++;
    return sink;
  }

  /** Nothing is allocated: a flag taken and given back, and an element set, by variable handles. */
  @Benchmark
  public @Nullable Object atomic(CpuTime time) {
    for (int i = 0; i < LOOP; i++) {
      elements.setRelease(i & 15, i);
      if (flag.compareAndSet(false, true)) {
        flag.setRelease(false);
      }
    }
    time.calls++;
    return elements;
  }

  private record Small(int value) {}

  private record Large(long first, long second, int third) {}
}
