package io.trackmemory.tracker.hook;

import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls of methods that contracts on allocations are on. Each outermost one, of a thread that works
 * for a scope and is not in first use, is work of a ledger of its own, if somebody judges it; a
 * ledger in which nothing was recorded serves a later call. What the test's own code does inside is
 * work of what is around; a call that is test code itself stays so for what is around.
 *
 * <p>Called by rewritten methods, each for its own thread only, and waits for nobody. Only methods
 * with a contract, and those of test classes, call it.
 */
public final class Contracts {

  /* What a thread enters where the test's own code begins inside a call. */
  private static final Object OUTSIDE = new Object();

  /* Both set once, before anybody judges. */
  private static volatile @Nullable IntFunction<Object> opening;
  private static volatile @Nullable ObjIntConsumer<Object> ended;

  private Contracts() {}

  /**
   * Connects who judges.
   *
   * @param opens gives the ledger of a call by its method's number; null if nobody judges it
   * @param ends takes the ledger of a call in which something was recorded, and that number
   */
  public static void connect(IntFunction<Object> opens, ObjIntConsumer<Object> ends) {
    ended = ends;
    opening = opens;
  }

  /** A call begins. */
  public static void begins(int method) {
    ThreadRecorder recorder = Hook.active ? Recorders.current() : null;
    if (recorder == null) {
      return;
    }
    SavedState running = running(recorder, method);
    if (running != null) {
      running.depth++; // a method that calls itself
      return;
    }
    ScopeLedger around = recorder.account.scope;
    if (around != null && (recorder.isCounting() || recorder.isInTestCode())) {
      Run run = unused(recorder, method, around);
      if (run == null) {
        run = open(recorder, method);
      }
      if (run != null) {
        recorder.enter(run.ledger, run);
      }
    }
  }

  /** A call ends, normally or not. */
  public static void ends(int method) {
    ThreadRecorder recorder = Recorders.peek();
    SavedState running = recorder == null ? null : running(recorder, method);
    if (recorder == null || running == null || --running.depth > 0) {
      return;
    }
    Run run = (Run) running.token;
    recorder.leave(run);
    recorder.changeOwnWork(1);
    try {
      ended(recorder, run);
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  private static void ended(ThreadRecorder recorder, Run run) {
    ObjIntConsumer<Object> ends = ended;
    if (run.ledger.isUntouched()) {
      run.next = recorder.unusedRuns;
      recorder.unusedRuns = run;
    } else if (ends != null) {
      ends.accept(run.ledger, run.method);
    }
  }

  /** Code of the test itself begins: inside a call, it is no work of that. */
  static void testCodeBegins(ThreadRecorder recorder) {
    SavedState top = recorder.saved;
    if (top != null && top.token == OUTSIDE) {
      top.depth++;
      return;
    }
    ScopeLedger ledger = recorder.account.scope;
    if (ledger != null && ledger.ofContract && recorder.isCounting()) {
      while (ledger != null && (ledger.ofContract || ledger.closed)) {
        ledger = ledger.parent;
      }
      if (ledger != null) {
        recorder.enter(ledger, OUTSIDE);
      }
    }
  }

  /** It ends. */
  static void testCodeEnds(ThreadRecorder recorder) {
    SavedState top = recorder.saved;
    if (top != null && top.token == OUTSIDE && --top.depth == 0) {
      recorder.leave(OUTSIDE);
    }
  }

  /* The call of a method that goes on in this thread, as far as it is no work of the test's own. */
  private static @Nullable SavedState running(ThreadRecorder recorder, int method) {
    for (SavedState state = recorder.saved; state != null; state = state.outer) {
      if (state.token == OUTSIDE) {
        return null;
      }
      if (state.token instanceof Run run && run.method == method) {
        return state;
      }
    }
    return null;
  }

  /* Takes one out; drops those that have closed with what was around. */
  private static @Nullable Run unused(ThreadRecorder recorder, int method, ScopeLedger around) {
    Run before = null;
    Run at = recorder.unusedRuns;
    while (at != null) {
      Run next = at.next;
      boolean found =
          at.method == method
              && at.ledger.parent == around
              && at.ledger.inTestCode == recorder.isInTestCode()
              && !at.ledger.closed;
      if (found || at.ledger.closed) {
        if (before == null) {
          recorder.unusedRuns = next;
        } else {
          before.next = next;
        }
        if (found) {
          return at;
        }
      } else {
        before = at;
      }
      at = next;
    }
    return null;
  }

  private static @Nullable Run open(ThreadRecorder recorder, int method) {
    IntFunction<Object> opens = opening;
    if (opens == null) {
      return null;
    }
    boolean inTestCode = recorder.isInTestCode();
    recorder.changeOwnWork(1);
    try {
      ScopeLedger ledger = (ScopeLedger) opens.apply(method);
      if (ledger == null) {
        return null;
      }
      ledger.ofContract = true;
      ledger.inTestCode = inTestCode;
      return new Run(method, ledger);
    } catch (Throwable e) {
      Recorders.lose(e);
      return null;
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  /**
   * One call, the token by which its thread enters its ledger; a later one if that was not used.
   */
  static final class Run {

    final int method;
    final ScopeLedger ledger;
    @Nullable Run next;

    Run(int method, ScopeLedger ledger) {
      this.method = method;
      this.ledger = ledger;
    }
  }
}
