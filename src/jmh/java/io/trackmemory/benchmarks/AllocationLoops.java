package io.trackmemory.benchmarks;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The loops of figure S01: time per allocation. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AllocationLoops {

  private static final int ALLOCATIONS = 3_000;

  /** Objects of 16 bytes. */
  @Benchmark
  @OperationsPerInvocation(ALLOCATIONS)
  public void obj(Tracked tracked, Blackhole hole) {
    for (int i = 0; i < ALLOCATIONS; i++) {
      hole.consume(new Object());
    }
  }

  /** Arrays of 64 bytes and their header. */
  @Benchmark
  @OperationsPerInvocation(ALLOCATIONS)
  public void arr(Tracked tracked, Blackhole hole) {
    for (int i = 0; i < ALLOCATIONS; i++) {
      hole.consume(new byte[64]);
    }
  }

  /** Three shapes in turn: an object, an array, an object with fields. */
  @Benchmark
  @OperationsPerInvocation(ALLOCATIONS)
  public void mix(Tracked tracked, Blackhole hole) {
    for (int i = 0; i < ALLOCATIONS; i += 3) {
      hole.consume(new Object());
      hole.consume(new byte[64]);
      hole.consume(new ArrayList<Object>(0));
    }
  }
}
