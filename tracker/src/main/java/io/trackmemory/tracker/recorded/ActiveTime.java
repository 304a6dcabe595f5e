package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.jvm.CollectionCounts;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long at least one thread was at work, and the collections meanwhile. Any thread may call it.
 */
public final class ActiveTime {

  /**
   * What it comes to.
   *
   * @param nanos time in nanoseconds
   * @param collections collections in that time
   */
  public record Spent(long nanos, CollectionCounts collections) {

    static final Spent NOTHING = new Spent(0, CollectionCounts.NONE);

    Spent minus(Spent before) {
      return new Spent(nanos - before.nanos, collections.minus(before.collections));
    }

    private Spent plus(Spent other) {
      return new Spent(nanos + other.nanos, collections.plus(other.collections));
    }
  }

  private final LongSupplier clock;
  private final Supplier<CollectionCounts> collections;
  private Spent spent = Spent.NOTHING;
  private Spent since = Spent.NOTHING;
  private int working;
  private boolean paused;

  public ActiveTime(LongSupplier clock, Supplier<CollectionCounts> collections) {
    this.clock = clock;
    this.collections = collections;
  }

  /** A thread is at work from now on. */
  public synchronized void begin() {
    settle();
    working++;
  }

  /** A thread that has begun is no longer at work. */
  public synchronized void end() {
    settle();
    working--;
  }

  /** Whoever works, it does not count from now on, or counts again. */
  public synchronized void pause(boolean pauses) {
    settle();
    paused = pauses;
  }

  /** What was spent until now. */
  public synchronized Spent spent() {
    settle();
    return spent;
  }

  private void settle() {
    Spent now = read();
    if (working > 0 && !paused) {
      spent = spent.plus(now.minus(since));
    }
    since = now;
  }

  private Spent read() {
    return new Spent(clock.getAsLong(), collections.get());
  }
}
