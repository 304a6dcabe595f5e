package io.trackmemory.tracker.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which scope a handed-over task or thread works for: a weak identity map that only holds what was
 * handed over while a scope was open. 72 bytes and about 100 ns a task.
 *
 * <p>Any thread may call it. Finding is wait-free; putting may wait for another one that puts into
 * the same bin of the map. A thread that is given a task as Java's memory model asks finds its
 * scope. Long, as all that befalls a task meets in that map.
 */
public final class HandOver {

  static final ConcurrentHashMap<Object, Assignment> ASSIGNED = new ConcurrentHashMap<>();
  private static final int FEW = 1 << 8;
  private static final AtomicBoolean SWEEPING = new AtomicBoolean();
  /* How many there are when those of collected tasks are looked for: no reference queue, as its
   * lock would be taken twice for each task. */
  private static volatile int sweepAt = FEW;
  /* How many may be looked at by now for the scopes that have closed: those of a task cost each
   * scope the same. */
  private static volatile int sweepable;
  private static volatile int part;
  private static volatile int seenFrom;

  private HandOver() {}

  /* A task belongs to who made it, until somebody submits it. */
  static void made(Object task) {
    if (!(task instanceof Thread)) {
      put(task, Assignment.KNOWN);
    }
  }

  static void submitted(Object task) {
    put(task, Assignment.WAITING);
  }

  private static void put(Object task, int state) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null || !recorder.handsOver()) {
      return; // what first use or the tracker itself starts belongs to no scope
    }
    if (state == Assignment.KNOWN ? find(recorder.probe, task) != null : recorder.handed == task) {
      return; // by the constructor that this one calls, or by the executor that does
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
      ScopeLedger of = scope == null ? ScopeLedger.NOBODY : scope;
      Assignment assigned =
          state == Assignment.KNOWN ? add(task, of, true) : assign(task, of, state);
      if (state == Assignment.KNOWN || !assigned.made) {
        assigned.from = recorder.ownerId;
      }
    } catch (StackOverflowError e) {
      throw e; // to the code that makes it or hands it over, which does neither
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
      recorder.handed = recorder.handed == task ? null : recorder.handed;
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
    assignment.from = -1;
    assignment.part = part;
    assignment.state = Assignment.WAITING;
  }

  private static Assignment add(Object task, ScopeLedger scope, boolean made) {
    Assignment added = new Assignment(task, scope, made);
    added.part = part; // also of what nobody hands over and another thread runs all the same
    ASSIGNED.put(added, added);
    if (ASSIGNED.size() > sweepAt && SWEEPING.compareAndSet(false, true)) {
      try {
        forgetCollected();
        sweepAt = Math.max(2 * ASSIGNED.size(), FEW);
      } finally {
        SWEEPING.set(false);
      }
    }
    return added;
  }

  /** A scope has closed, which an entry of a task that nobody runs any more would keep. */
  static void scopeCloses() {
    int now = sweepable + FEW;
    boolean sweeps = ASSIGNED.size() <= now;
    sweepable = sweeps ? 0 : now; // a moment late for another thread: one scope more or less
    if (sweeps) {
      forgetCollected();
    }
  }

  static void forgetCollected() {
    for (Assignment each : ASSIGNED.values()) {
      if (each.refersTo(null)) {
        for (Assignment at = each; at != null; at = at.next()) {
          if (at.isGone()) {
            at.scope.tasksAreGone();
          }
        }
        ASSIGNED.remove(each);
      }
    }
  }

  /**
   * Whether a task that a scope, or one inside it, handed over was collected before anybody saw it
   * run, and was one that only who calls it can see.
   */
  public static boolean areTasksGone(ScopeLedger scope) {
    if (scope.tasksGone) {
      return true;
    }
    for (Assignment first : ASSIGNED.values()) {
      for (Assignment each = first; each != null; each = each.next()) {
        if (each.isGone() && each.isOf(scope)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Assignment assign(Object task, ScopeLedger scope, int state) {
    Assignment assignment = find(task);
    if (assignment == null) {
      assignment = add(task, scope, state == Assignment.KNOWN);
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

  /** An object begins to run that may be a task. */
  static void runs(Object task) {
    if (!(task instanceof Thread)) { // which belongs to who started it
      begin(task, true);
    }
  }

  /**
   * A task begins that was handed over in a way that is known, or is a continuation; or what only
   * may be one.
   */
  static void begin(Object task, boolean maybe) {
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
    if (recorder.inside == task) {
      return;
    }
    Assignment assignment = find(recorder.probe, task);
    try {
      if (assignment != null) {
        begin(recorder, assignment.toBegin(), task, maybe);
      } else if (Assignment.isContinuation(task)
          && recorder.scope() != null
          && recorder.handsOver()) {
        enter(recorder, ScopeLedger.NOBODY, task); // nobody's, that this thread completes
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    }
  }

  private static void begin(
      ThreadRecorder recorder, Assignment assignment, Object task, boolean maybe) {
    boolean handedOver = maybe ? assignment.isWaiting() : assignment.state != Assignment.KNOWN;
    if (maybe && (!assignment.made || recorder.isOfTheJdk) && !handedOver) {
      return; // handed over once, and run: what runs it now is not known; or run by a collection
    }
    boolean continuation = Assignment.isContinuation(task);
    if (!continuation
        && recorder.saved == null
        && recorder.account != recorder.base
        && assignment.from != recorder.ownerId) {
      beginsToServe(recorder, task);
    }
    ScopeLedger own = recorder.scope();
    ScopeLedger target = assignment.scope.firstOpen();
    SavedState around = recorder.saved;
    if (around != null && around.task != null) {
      around.task.serves = true;
    }
    if (recorder.isOn() && own == (target == ScopeLedger.NOBODY ? null : target)) {
      recorder.account.tasksRun++;
      recorder.inside = task;
      assignment.ranInside(); // a part of what this thread is doing for the same scope
      return;
    }
    if (own != null
        && !handedOver
        && !continuation
        && !(maybe && isOfAnother(recorder, own, target))) {
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

  static void poolRuns(Object task) {
    if (ASSIGNED.isEmpty()) {
      return;
    }
    ThreadRecorder recorder = Recorders.current();
    if (recorder == null || recorder.pooled == task || !isInOldLoop(recorder)) {
      return;
    }
    Hook.poolRan(); // of the one before, where a pool tells of beginnings only
    recorder.pooled = task;
    begin(task, false);
  }

  /* A loop stays what it is as long as its thread lives. Of an old method no file is known. */
  private static boolean isInOldLoop(ThreadRecorder recorder) {
    Boolean known = recorder.inOldLoop;
    if (known != null) {
      return known;
    }
    recorder.beginOwn();
    try {
      StackTraceElement[] stack = new Throwable().getStackTrace();
      int at = 0;
      while (at < stack.length
          && (stack[at].getClassName().startsWith("java.lang.TrackMemory")
              || stack[at].getMethodName().equals("beforeExecute"))) {
        at++;
      }
      boolean old = at < stack.length && stack[at].getFileName() == null;
      recorder.inOldLoop = old;
      return old;
    } catch (StackOverflowError | OutOfMemoryError e) {
      Recorders.lose(e);
      return false;
    } finally {
      recorder.endOwn();
    }
  }

  /** The thread serves tasks from now on: it belongs to nobody between them. */
  static void serve(ThreadRecorder recorder) {
    recorder.beginOwn();
    try {
      Assignment started = find(recorder.owner);
      if (started != null) {
        started.ends();
      }
    } finally {
      recorder.endOwn();
    }
    if (recorder.saved == null && recorder.account != recorder.base) {
      recorder.account.tasksRun--; // to serve is no task
    }
    recorder.disown();
  }

  /**
   * A task begins that another thread made or handed over, on a thread that works for the scope
   * that started it: if no code of users leads there, the thread is a library's worker. It serves
   * from now on, and what it made until now is its own book-keeping.
   */
  private static void beginsToServe(ThreadRecorder recorder, Object task) {
    Object target = recorder.target;
    if (recorder.lookedAt || task == target || isOneTask(target)) {
      return;
    }
    recorder.lookedAt = true;
    recorder.beginOwn();
    try {
      if (Hook.serving.test(task)) {
        Account account = recorder.account;
        boolean bookKeeping = account.tasksRun == 1; // to be started
        serve(recorder);
        if (bookKeeping && account.scope != null) {
          account.scope.giveUp(account, recorder.base);
        }
      }
    } finally {
      recorder.endOwn();
    }
  }

  /* As where CompletableFuture starts a thread for each task, on two processors or fewer. */
  private static boolean isOneTask(@Nullable Object target) {
    return target instanceof Future<?> || Assignment.isContinuation(target);
  }

  /* Whether a thread that was started, or runs a task, has come upon one of a scope that it is not
   * in: it serves several. The thread of a test that calls what another one made does not. */
  private static boolean isOfAnother(
      ThreadRecorder recorder, ScopeLedger own, @Nullable ScopeLedger target) {
    SavedState top = recorder.saved;
    if (target == null || target == ScopeLedger.NOBODY || (top != null && top.task == null)) {
      return false;
    }
    ScopeLedger at = own;
    while (at != null && at != target) {
      at = at.parent;
    }
    return at == null;
  }

  /** The thread begins to run what it was started for, and which it stands for. */
  static void targetRuns(Object target) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null) {
      recorder.target = target;
      Assignment assignment = find(recorder.probe, target);
      if (assignment != null && assignment.isWaiting()) {
        assignment.toBegin().ranInside();
      }
    }
  }

  /**
   * An executor of a library or of the user begins to take a task, or another method of its name
   * something else: null. Those that hand a task on to others take it once.
   */
  static void executes(@Nullable Object task) {
    ThreadRecorder recorder = Recorders.current();
    if (recorder != null) {
      if (task != null && recorder.handed != task) {
        put(task, Assignment.WAITING);
        recorder.handed = task;
      }
      recorder.executing++;
    }
  }

  /** It has taken it, or failed to. */
  static void executed(ThreadRecorder recorder, boolean taken) {
    Object task = recorder.handed;
    recorder.executing = Math.max(recorder.executing - 1, 0);
    if (!taken && task != null && Hook.active) {
      withdrawn(task);
    }
    if (!taken || recorder.executing == 0) {
      recorder.handed = null;
    }
  }

  /* What never runs again needs no entry: of forked tasks there are millions. */
  static void ended(ThreadRecorder recorder, Object task) {
    if (task instanceof ForkJoinTask<?> forked && !ASSIGNED.isEmpty() && forked.isDone()) {
      recorder.probe.object = task;
      ASSIGNED.remove(recorder.probe);
      recorder.probe.object = null;
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
    return ASSIGNED.isEmpty() ? null : find(new WeakIdentity.Probe(), task);
  }

  /* Makes no object. */
  private static @Nullable Assignment find(WeakIdentity.Probe probe, Object task) {
    probe.object = task;
    try {
      return ASSIGNED.get(probe);
    } finally {
      probe.object = null;
    }
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
