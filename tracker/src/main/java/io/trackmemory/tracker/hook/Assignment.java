package io.trackmemory.tracker.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * For which scope a handed-over task or thread works, and how far it is. Holds it weakly.
 *
 * <p>A task that scopes share, as a lambda that captures nothing, has one for each scope that has
 * handed it over while it was to be run for others, in that order, and is run in that order. The
 * first of them guards the list.
 *
 * <p>Any thread may read. Written by who hands the task over and by who runs it, in the order in
 * which the hand-over lets them: a reader may be a moment late.
 */
public final class Assignment extends WeakIdentity<Object> {

  /** Belongs to a scope, and may never have to run. */
  static final int KNOWN = 0;

  /** Was handed over and has not begun. */
  static final int WAITING = 1;

  /** Runs. */
  static final int RUNNING = 2;

  /** Has run, for now: some tasks do so more than once. */
  static final int ENDED = 3;

  /* Whether it was made by work of a scope, and not only handed over. */
  final boolean made;
  /* Whether its code is no class's that could be rewritten: a lambda. */
  private final boolean onlySeenByCaller;
  volatile ScopeLedger scope;
  /* Identifier of the thread that made it, else of the one that handed it over last. */
  volatile long from;
  volatile int state;

  /** When it was handed over last: the number of the part that {@link HandOver#nextPart} ends. */
  public volatile int part;

  /* How often it was handed over and has not run: one object may be given to many threads. */
  private int toRun;
  /* How many of those run now. */
  private int running;
  private volatile @Nullable ThreadRecorder runner;

  /** Whether its run has run tasks of others, or of its own scope, in it. */
  public volatile boolean serves;

  private volatile @Nullable Assignment next;

  Assignment(@Nullable Object task, ScopeLedger scope, boolean made) {
    super(task, null);
    this.made = made;
    this.scope = scope;
    this.onlySeenByCaller = task != null && task.getClass().isHidden();
  }

  /** The one of the same task that was handed over after this one and is to be told apart. */
  @Nullable Assignment next() {
    return next;
  }

  /**
   * Of the first: the one for a scope that hands the task over now.
   *
   * @param seenFrom the first part in which each run was seen
   */
  synchronized Assignment handedOverBy(ScopeLedger by, int seenFrom) {
    forgetUnseen(seenFrom);
    Assignment last = this;
    boolean idle = isIdle();
    for (Assignment at = next; at != null; at = at.next) {
      at.forgetUnseen(seenFrom);
      idle &= at.isIdle();
      last = at;
    }
    if (idle) {
      next = null;
      scope = by;
      return this;
    }
    if (last.scope == by) {
      return last;
    }
    Assignment added = new Assignment(get(), by, made);
    last.next = added;
    return added;
  }

  /** Of the first: the one that a run belongs to which begins now. */
  synchronized Assignment toBegin() {
    Assignment at = this;
    while (!at.isWaiting() && at.next != null) {
      at = at.next;
    }
    return at;
  }

  /** Of the first: the last one that waits to be run, which is not run after all. */
  synchronized void withdrawn() {
    Assignment last = this;
    for (Assignment at = next; at != null; at = at.next) {
      last = at.isWaiting() ? at : last;
    }
    last.withdraw();
  }

  private synchronized void withdraw() {
    toRun = Math.max(toRun - 1, running);
    if (toRun == 0 && state == WAITING) {
      state = ENDED;
    }
  }

  private synchronized boolean isIdle() {
    return toRun == 0 && running == 0;
  }

  synchronized boolean isWaiting() {
    return toRun > running;
  }

  synchronized void handedOver(int inPart) {
    toRun++;
    part = inPart;
    state = WAITING;
  }

  /* It may have run while nobody looked. */
  private synchronized void forgetUnseen(int seenFrom) {
    if (part < seenFrom) {
      toRun = running;
    }
  }

  /** Whether it was handed over and collected, and nobody knows whether it ran before. */
  boolean isGone() {
    return onlySeenByCaller && refersTo(null) && isWaiting();
  }

  private synchronized boolean isToRun() {
    return toRun > 0;
  }

  synchronized void begins(ThreadRecorder recorder) {
    running++;
    runner = recorder;
    state = RUNNING;
  }

  synchronized void ends() {
    running = Math.max(running - 1, 0);
    runner = null;
    ranInside();
  }

  /** Has run as a part of what its thread was doing for the same scope. */
  synchronized void ranInside() {
    toRun = Math.max(toRun - 1, 0);
    state = running == 0 ? ENDED : RUNNING;
  }

  /** The thread that runs it; null if none does. */
  public @Nullable Thread thread() {
    ThreadRecorder recorder = runner;
    return recorder == null ? null : recorder.owner;
  }

  /** Name of the thread that runs it; empty if none does. */
  public String threadName() {
    ThreadRecorder recorder = runner;
    return recorder == null ? "" : recorder.base.threadName;
  }

  /* Made to be run by whoever completes what it waits for. */
  static boolean isContinuation(@Nullable Object task) {
    return task instanceof CompletableFuture.AsynchronousCompletionTask;
  }

  boolean isRunBy(Thread thread) {
    ThreadRecorder recorder = runner;
    return recorder != null && recorder.owner == thread;
  }

  /* A thread that serves tasks has ended as far as its scope is concerned. */
  boolean isUnfinished(Object task) {
    int now = state;
    if (task instanceof Thread thread && thread.getState() != Thread.State.NEW) {
      return now != ENDED && thread.isAlive();
    }
    if (task instanceof Future<?> future) { // runs once, and may be done before its thread left it
      return now == RUNNING || (now == WAITING && !future.isDone());
    }
    return now == WAITING || now == RUNNING || isToRun();
  }

  /** Whether it belongs to a scope or to one inside it. */
  boolean isOf(ScopeLedger outer) {
    ScopeLedger at = scope;
    while (at != null && at != outer) {
      at = at.parent;
    }
    return at != null;
  }
}
