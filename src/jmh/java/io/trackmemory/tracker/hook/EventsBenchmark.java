package io.trackmemory.tracker.hook;

import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one more event costs in a full history of a thousand, where the oldest makes room. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventsBenchmark {

  private static final int MAX = 1_000;

  private final EventRing ring = new EventRing(MAX);
  private final Queue<Event> queue = new SpscAtomicArrayQueue<>(MAX);
  private int stack;

  private record Event(int stack, long nanos, long bytes, double weight) {}

  /** In arrays of the thread, as the recorder does. */
  @Benchmark
  public long ring() {
    return ring.add(stack++ & 63, stack, 16, 1);
  }

  /** In a queue from one thread to one. */
  @Benchmark
  public boolean queue() {
    Event event = new Event(stack++ & 63, stack, 16, 1);
    while (!queue.offer(event)) {
      queue.poll();
    }
    return true;
  }
}
