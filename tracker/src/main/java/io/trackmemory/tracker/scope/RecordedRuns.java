package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.BodyRuns;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.ScopeOptions;
import java.lang.reflect.Executable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs of the body of a test, each a scope inside that of the test, or of methods of a test that
 * are work of the test's own scope. Begin and end are told by the recorder, in the thread that runs
 * the method and in own work; any thread may call the others.
 */
public final class RecordedRuns implements BodyRuns {

  /* Each is kept until it is judged: what calls the body in a loop is not a test of one body. */
  static final int MOST = 1_000;

  private final RecordedScope scope;
  private final @Nullable ScopeOptions each;
  private final boolean body;
  private final Last last;
  private final Object armed;
  private final Thread thread = Thread.currentThread();
  /* For that thread only. */
  private final Deque<Boolean> pausedAround = new ArrayDeque<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Map<Object, RecordedScope> open = new ConcurrentHashMap<>();
  private final Queue<RecordedScope> toTake = new ConcurrentLinkedQueue<>();
  private volatile boolean strayed;

  /**
   * Arms methods; to be called in own work.
   *
   * @param each how a run's own scope is opened, null for none
   * @param body whether it is the body of a test
   * @param last is told of a run that is about to end, of those with a scope of their own
   */
  public RecordedRuns(
      RecordedScope scope,
      Collection<? extends Executable> methods,
      boolean body,
      @Nullable ScopeOptions each,
      Last last) {
    this.scope = scope;
    this.each = each;
    this.body = body;
    this.last = last;
    Engine engine = scope.engine;
    int[] numbers = methods.stream().mapToInt(engine.agent()::number).toArray();
    this.armed =
        engine
            .gate()
            .arm(scope.ledger, numbers, body, this::begins, this::lasts, this::ends, this::strays);
  }

  private void lasts(Object ledger, boolean counting) {
    RecordedScope run = open.get(ledger);
    if (run != null) {
      last.of(run, counting);
    }
  }

  private Object begins() {
    int number = begun.incrementAndGet();
    pauses(false);
    if (body) {
      scope.checkpointOnce("body");
    }
    if (each == null || number > MOST) {
      return scope.ledger;
    }
    RecordedScope run = scope.engine.openInside(each, scope);
    open.put(run.ledger, run);
    return run.ledger;
  }

  private void ends(Object ledger) {
    if (body) {
      scope.checkpointOnce("teardown");
    }
    pauses(true);
    RecordedScope run = open.remove(ledger);
    if (run != null) {
      run.active.end();
      toTake.add(run);
    }
    ended.incrementAndGet();
  }

  /* Where the thread of the callbacks has paused the scope meanwhile, a pause that the method asks
   * for is one of its own; what it paused and did not resume ends with it. */
  private void pauses(boolean ends) {
    if (Thread.currentThread() == thread) {
      if (ends) {
        scope.setPaused(pausedAround.pop());
      } else {
        pausedAround.push(scope.setPaused(false));
      }
    }
  }

  /* Whatever the scope sees of this test may lack it. */
  private void strays() {
    strayed = true;
    scope.setUncertified(
        "another extension ran a method of the test on a thread that works for no test, while other"
            + " tests ran the same method; call the code in assertThatMemory(...) instead");
  }

  @Override
  public boolean haveBegun() {
    return begun.get() > 0;
  }

  @Override
  public List<MemoryScope> takeEnded() {
    List<MemoryScope> taken = new ArrayList<>();
    for (RecordedScope run = toTake.poll(); run != null; run = toTake.poll()) {
      taken.add(run);
    }
    return taken;
  }

  @Override
  public Optional<String> doubt() {
    int number = begun.get();
    if (strayed) {
      return Optional.of("ran on a thread that works for no test, while other tests ran it too");
    }
    if (number > ended.get()) {
      return Optional.of("has not ended");
    }
    return each != null && number > MOST
        ? Optional.of("ran " + number + " times, of which the first " + MOST + " were looked at")
        : Optional.empty();
  }

  @Override
  public void close() {
    scope.engine.gate().disarm(armed); // brings back what was before a run: not in own work
    try (OwnWork own = OwnWork.begin()) {
      for (RecordedScope run : open.values()) {
        run.finish();
      }
    }
  }
}
