package io.trackmemory.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * CPU time of the thread that runs a benchmark, which other work on a shared machine disturbs less
 * than wall time. Confined to that thread.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Nanoseconds in this iteration. */
  public long cpuNanos;

  /** Calls of the benchmark method in this iteration. */
  public long calls;

  /** Nanoseconds of the JIT compiler C1; over all measured iterations those since the JVM began. */
  public long c1Nanos;

  /** The same of C2. */
  public long c2Nanos;

  private long startedNanos;
  private long toldOfC1;
  private long toldOfC2;
  private boolean measured;

  /** Begins an iteration. */
  @Setup(Level.Iteration)
  public void start(IterationParams iteration) {
    measured = iteration.getType() == IterationType.MEASUREMENT;
    start();
  }

  /** Begins to measure the thread. */
  void start() {
    calls = 0;
    startedNanos = THREADS.getCurrentThreadCpuTime();
  }

  /** Ends an iteration. */
  @TearDown(Level.Iteration)
  public void stop() {
    cpuNanos = THREADS.getCurrentThreadCpuTime() - startedNanos;
    c1Nanos = 0;
    c2Nanos = 0;
    if (measured) {
      c1Nanos = Compilers.nanos("C1 ") - toldOfC1;
      c2Nanos = Compilers.nanos("C2 ") - toldOfC2;
      toldOfC1 += c1Nanos;
      toldOfC2 += c2Nanos;
    }
  }
}
