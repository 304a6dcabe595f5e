package io.trackmemory.tracker.hook;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Which scope a handed-over task or thread works for: a weak identity map that only holds what was
 * handed over while a scope was open. 64 bytes and about 100 ns a task.
 *
 * <p>Any thread may call it. Finding is wait-free; putting may wait for another one that puts into
 * the same bin of the map. A thread that is given a task as Java's memory model asks finds its
 * scope.
 */
public final class HandOver {

  static final ConcurrentHashMap<Object, Assignment> ASSIGNED = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
  private static volatile int part;
  private static volatile int seenFrom;

  private HandOver() {}

  /* A task belongs to who made it, until somebody submits it. */
  static void made(Object task) {
    put(task, Assignment.KNOWN);
  }

  static void submitted(Object task) {
    put(task, Assignment.WAITING);
  }

  private static void put(Object task, int state) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null || !recorder.handsOver()) {
      return; // what first use or the tracker itself starts belongs to no scope
    }
    if (state == Assignment.WAITING && Assignment.isContinuation(task)) {
      continues(recorder, task);
      return;
    }
    ScopeLedger scope = recorder.scope();
    if (scope == null && !(state == Assignment.WAITING && task instanceof ForkJoinTask<?>)) {
      return; // but a thread of a scope may come to help with a task of nobody's
    }
    recorder.changeOwnWork(1);
    try {
      if (state == Assignment.WAITING) {
        recorder.account.tasksHandedOver++;
      }
      assign(task, scope == null ? ScopeLedger.NOBODY : scope, state);
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  /** Ends a part of the time, and gives the number that all that was handed over in it has. */
  public static synchronized int nextPart() {
    int ended = part;
    part = ended + 1;
    return ended;
  }

  /** Runs are seen from now on: some that nobody has seen may be before. */
  public static void seen() {
    seenFrom = nextPart() + 1;
  }

  /* An executor has refused it. */
  static void withdrawn(Object task) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null) {
      return;
    }
    recorder.changeOwnWork(1);
    try {
      Assignment known = find(task);
      if (known != null) {
        known.withdrawn();
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  /* It stays with who registered it, whoever completes what it waits for: with nobody too. */
  private static void continues(ThreadRecorder recorder, Object continuation) {
    recorder.changeOwnWork(1);
    try {
      Assignment known = find(continuation);
      if (known != null) {
        known.handedOver(part);
        recorder.account.tasksHandedOver++;
      }
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  /** Assigns a task that waits to be run, and may still be handed over. */
  public static void assign(Object task, ScopeLedger scope) {
    Assignment assignment = assign(task, scope, Assignment.KNOWN);
    assignment.part = part;
    assignment.state = Assignment.WAITING;
  }

  private static Assignment assign(Object task, ScopeLedger scope, int state) {
    for (Reference<?> key = COLLECTED.poll(); key != null; key = COLLECTED.poll()) {
      ASSIGNED.remove(key);
    }
    Assignment assignment = find(task);
    if (assignment == null) {
      assignment = new Assignment(task, scope, COLLECTED);
      ASSIGNED.put(assignment, assignment);
    } else {
      assignment = assignment.handedOverBy(scope, seenFrom);
    }
    if (state == Assignment.WAITING) {
      assignment.handedOver(part);
    } else {
      assignment.state = state;
    }
    return assignment;
  }

  static void begin(Object task) {
    if (ASSIGNED.isEmpty()) {
      return;
    }
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null) {
      return;
    }
    SavedState top = recorder.saved;
    if (top != null && top.token == task) {
      top.depth++; // around it and in it
      return;
    }
    Assignment assignment = null;
    recorder.changeOwnWork(1);
    try {
      assignment = find(task);
    } finally {
      recorder.changeOwnWork(-1);
    }
    try {
      if (assignment != null) {
        begin(recorder, assignment.toBegin(), task);
      } else if (Assignment.isContinuation(task)
          && recorder.scope() != null
          && recorder.handsOver()) {
        enter(recorder, ScopeLedger.NOBODY, task); // nobody's, that this thread completes
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    }
  }

  private static void begin(ThreadRecorder recorder, Assignment assignment, Object task) {
    ScopeLedger own = recorder.scope();
    ScopeLedger target = assignment.scope.firstOpen();
    if (recorder.isOn() && own == (target == ScopeLedger.NOBODY ? null : target)) {
      recorder.account.tasksRun++;
      assignment.ranInside(); // a part of what this thread is doing for the same scope
      return;
    }
    if (own != null && assignment.state == Assignment.KNOWN && !Assignment.isContinuation(task)) {
      return; // run by who has it, and never handed over
    }
    enter(recorder, target == null ? ScopeLedger.NOBODY : target, task);
    SavedState entered = recorder.saved;
    if (entered != null && entered.token == task) {
      recorder.account.tasksRun++;
      entered.task = assignment;
      assignment.begins(recorder);
    }
  }

  /**
   * Enters the nearest open scope. Whoever closes one marks it closed before looking for accounts
   * in use, and an account is in use before the mark is read here: one of both sees the other.
   */
  public static void enter(ThreadRecorder recorder, ScopeLedger scope, Object token) {
    ScopeLedger open = scope.firstOpen();
    while (open != null) {
      recorder.enter(open, token);
      if (!open.closed) {
        return;
      }
      recorder.leave(token);
      open = open.firstOpen();
    }
  }

  static @Nullable Assignment find(Object task) {
    return ASSIGNED.isEmpty() ? null : ASSIGNED.get(new Assignment.Probe(task));
  }

  /** Work of a scope, or of one inside it, that waits to be run or runs. */
  public static List<Assignment> unfinished(ScopeLedger scope) {
    List<Assignment> unfinished = new ArrayList<>();
    for (Assignment first : ASSIGNED.values()) {
      for (Assignment each = first; each != null; each = each.next()) {
        Object task = each.isOf(scope) ? each.get() : null;
        if (task != null
            && task != Thread.currentThread()
            && !each.isRunBy(Thread.currentThread())
            && each.isUnfinished(task)) {
          unfinished.add(each);
        }
      }
    }
    return unfinished;
  }
}
