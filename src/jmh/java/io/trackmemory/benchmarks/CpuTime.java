package io.trackmemory.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

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

  private long startedNanos;

  /** Begins an iteration. */
  @Setup(Level.Iteration)
  public void start() {
    calls = 0;
    startedNanos = THREADS.getCurrentThreadCpuTime();
  }

  /** Ends an iteration. */
  @TearDown(Level.Iteration)
  public void stop() {
    cpuNanos = THREADS.getCurrentThreadCpuTime() - startedNanos;
  }
}
