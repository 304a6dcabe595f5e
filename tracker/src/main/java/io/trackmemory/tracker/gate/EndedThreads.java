package io.trackmemory.tracker.gate;

import java.util.Queue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * The way of what threads counted from their end to who reads it: a queue of JCTools, which only
 * here has that name. The recorder knows it as a {@link Queue}, for no class but the JDK's is found
 * where it lives.
 *
 * <p>Any thread may put in, lock-free: it never waits, and is told where there is no room. One
 * thread at a time may take out. No object is made by either, so that a thread can end where memory
 * has run out; none of it uses {@code sun.misc.Unsafe}.
 */
public final class EndedThreads {

  /* Each may hold some KB of counters, until a scope opens, closes or is read. */
  private static final int MAX_WAITING = 64;

  private EndedThreads() {}

  /** A queue with room for so many that the locks of sums are seldom waited for. */
  public static Queue<Object> queue() {
    return new MpscAtomicArrayQueue<>(MAX_WAITING);
  }
}
