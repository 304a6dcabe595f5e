package io.trackmemory.tracker.spi;

import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Assertions that the work of one test began and that no check has used yet: an assertion without a
 * check tests nothing, and nobody would notice. Kept as a message and a number, so that what is
 * kept grows with the lines of the test and not with its loops, and nothing under test is held.
 *
 * <p>Any thread may call any method; calls wait for each other.
 */
public final class PendingAsserts {

  /** Of work that nobody watches: keeps nothing and asks for no message. */
  public static final PendingAsserts NONE = new PendingAsserts(false);

  /* Those of test plans that run, the one that began last first. */
  private static final Deque<PendingAsserts> OF_PLANS = new ConcurrentLinkedDeque<>();

  private final boolean watches;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  /** For one test, or for the methods of one class outside of its tests. */
  public PendingAsserts() {
    this(true);
  }

  private PendingAsserts(boolean watches) {
    this.watches = watches;
  }

  /** Begins to watch what no test watches, until {@link #endOfPlan}. */
  public static PendingAsserts ofPlan() {
    PendingAsserts asserts = new PendingAsserts();
    OF_PLANS.push(asserts);
    return asserts;
  }

  /** Ends it, and tells of those that are pending. */
  public List<String> endOfPlan() {
    OF_PLANS.remove(this);
    return messages();
  }

  /** What watches assertions outside of any scope now. */
  static PendingAsserts outside() {
    PendingAsserts innermost = OF_PLANS.peek();
    return innermost == null ? NONE : innermost;
  }

  /**
   * Notes an assertion.
   *
   * @param message gives what is said if nothing ever uses it; called now or never
   * @return to be run when a check uses it; running it again does nothing
   */
  Runnable begin(Supplier<String> message) {
    if (!watches) {
      return () -> {};
    }
    String text = message.get();
    add(text);
    AtomicBoolean pending = new AtomicBoolean(true);
    return () -> {
      if (pending.getAndSet(false)) {
        remove(text);
      }
    };
  }

  private synchronized void add(String message) {
    counts.merge(message, 1L, Long::sum);
  }

  private synchronized void remove(String message) {
    counts.computeIfPresent(message, (same, count) -> count == 1 ? null : count - 1);
  }

  /** The messages of those that are pending, in the order in which they began. */
  public synchronized List<String> messages() {
    List<String> messages = new ArrayList<>();
    counts.forEach(
        (message, count) ->
            messages.add(count == 1 ? message : message + " (" + count + " times)"));
    return messages;
  }
}
