package io.trackmemory.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

/** Work of real libraries (S03). One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PayloadBenchmark {

  /** What watches meanwhile. */
  @Param public Tracked tracked = Tracked.UNTRACKED;

  /** What is run. */
  @Param public Payload payload = Payload.JACKSON;

  private Callable<?> work = () -> "";
  private AutoCloseable scope = () -> {};

  /** Prepares the work, and then opens the scope, in the thread that runs it. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    work = payload.prepare();
    scope = tracked.open();
  }

  /** Closes the scope. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    scope.close();
  }

  /** Runs it once. */
  @Benchmark
  public Object run(CpuTime time) throws Exception {
    time.calls++;
    return work.call();
  }
}
