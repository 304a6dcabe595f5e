package io.trackmemory.tracker.hook;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * For which scope a handed-over task or thread works, and how far it is. Holds it weakly and is
 * equal to itself and to what looks for the same object, by identity.
 *
 * <p>Any thread may read. Written by who hands the task over and by who runs it, in the order in
 * which the hand-over lets them: a reader may be a moment late.
 */
public final class Assignment extends WeakReference<Object> {

  /** Belongs to a scope, and may never have to run. */
  static final int KNOWN = 0;

  /** Was handed over and has not begun. */
  static final int WAITING = 1;

  /** Runs. */
  static final int RUNNING = 2;

  /** Has run, for now: some tasks do so more than once. */
  static final int ENDED = 3;

  private final int hash;
  volatile ScopeLedger scope;
  volatile int state;

  /** When it was handed over last: the number of the part that {@link HandOver#nextPart} ends. */
  public volatile int part;

  /* How often it was handed over and has not run: one object may be given to many threads. */
  private int toRun;
  private volatile @Nullable ThreadRecorder runner;

  Assignment(Object task, ScopeLedger scope, ReferenceQueue<Object> collected) {
    super(task, collected);
    this.hash = System.identityHashCode(task);
    this.scope = scope;
  }

  synchronized void handedOver(int inPart) {
    toRun++;
    part = inPart;
    state = WAITING;
  }

  synchronized void forgetRuns() {
    toRun = 0;
  }

  /* Nobody will run it after all. */
  synchronized void withdrawn() {
    toRun = Math.max(toRun - 1, 0);
    if (toRun == 0 && state == WAITING) {
      state = ENDED;
    }
  }

  private synchronized boolean isToRun() {
    return toRun > 0;
  }

  void begins(ThreadRecorder recorder) {
    runner = recorder;
    state = RUNNING;
  }

  void ends() {
    synchronized (this) {
      toRun = Math.max(toRun - 1, 0);
      state = ENDED;
    }
    runner = null;
  }

  /** Name of the thread that runs it; empty if none does. */
  public String threadName() {
    ThreadRecorder recorder = runner;
    return recorder == null ? "" : recorder.base.threadName;
  }

  /* Made to be run by whoever completes what it waits for. */
  static boolean isContinuation(Object task) {
    return task instanceof CompletableFuture.AsynchronousCompletionTask;
  }

  boolean isRunBy(Thread thread) {
    ThreadRecorder recorder = runner;
    return recorder != null && recorder.owner == thread;
  }

  /* A thread that serves tasks has ended as far as its scope is concerned. */
  boolean isUnfinished(Object task) {
    int now = state;
    if (task instanceof Thread thread) {
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

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other; // each task has one, which a probe finds
  }

  /** Finds the assignment of an object. */
  static final class Probe {
    private final Object task;

    Probe(Object task) {
      this.task = task;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Assignment found && found.refersTo(task);
    }
  }
}
