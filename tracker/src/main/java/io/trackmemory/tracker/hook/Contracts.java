package io.trackmemory.tracker.hook;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntBiFunction;
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

  /* All set once, before anybody judges. */
  private static volatile @Nullable IntFunction<Object> opening;
  private static volatile @Nullable ObjIntConsumer<Object> ended;

  private static volatile @Nullable ToIntBiFunction<Class<?>, Integer> selecting;
  private static volatile @Nullable Consumer<Class<?>> defining;
  private static volatile @Nullable IntConsumer constructing;

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

  /**
   * Connects who knows on which objects' calls contracts are.
   *
   * @param selects gives the method's number for objects of a class, of a method whose contracts
   *     depend on it; -1 if there are none
   * @param defined takes a class that has been defined, and nothing of which has run
   * @param constructs takes the number of a class of which an object is about to be made
   */
  public static void connectGuards(
      ToIntBiFunction<Class<?>, Integer> selects,
      Consumer<Class<?>> defined,
      IntConsumer constructs) {
    selecting = selects;
    defining = defined;
    constructing = constructs;
  }

  /** A class has been defined. */
  public static void defined(Class<?> type) {
    Consumer<Class<?>> defined = defining;
    if (defined != null) {
      defined.accept(type);
    }
  }

  /** An object is about to be made of a class that inherits what others have contracts on. */
  public static void constructs(int number) {
    IntConsumer constructs = constructing;
    if (constructs != null) {
      constructs.accept(number);
    }
  }

  /** A call begins. */
  public static void begins(int method) {
    ThreadRecorder recorder = Hook.active ? Recorders.current() : null;
    if (recorder != null) {
      begins(recorder, method, method);
    }
  }

  /** A call begins whose contracts depend on the class of the object. */
  public static void begins(Object object, int guard) {
    ThreadRecorder recorder = Hook.active ? Recorders.current() : null;
    if (recorder != null && !recorder.selecting) {
      begins(recorder, guard, selected(recorder, object.getClass(), guard));
    }
  }

  /* What it calls may have guards too, as the methods of all objects. */
  private static int selected(ThreadRecorder recorder, Class<?> type, int guard) {
    ToIntBiFunction<Class<?>, Integer> selects = selecting;
    recorder.changeOwnWork(1);
    try {
      recorder.selecting = true;
      return selects == null ? -1 : selects.applyAsInt(type, guard);
    } catch (Throwable e) {
      Recorders.lose(e);
      return -1;
    } finally {
      recorder.selecting = false;
      recorder.changeOwnWork(-1);
    }
  }

  private static void begins(ThreadRecorder recorder, int announced, int method) {
    SavedState running = running(recorder, announced);
    boolean inside = running != null && (method < 0 || isRunning(recorder, announced, method));
    ScopeLedger around = recorder.account.scope;
    if (!inside
        && method >= 0
        && around != null
        && (recorder.isCounting() || recorder.isInTestCode())) {
      Run run = unused(recorder, method, around);
      if (run == null) {
        run = open(recorder, announced, method);
      }
      if (run != null) {
        recorder.enter(run.ledger, run);
        return;
      }
    }
    if (running != null) {
      running.depth++; // a method that calls itself
    }
  }

  /** A call ends, normally or not. */
  public static void ends(int method) {
    ThreadRecorder recorder = Recorders.peek();
    SavedState running = recorder == null || recorder.selecting ? null : running(recorder, method);
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
  private static @Nullable SavedState running(ThreadRecorder recorder, int announced) {
    for (SavedState state = recorder.saved; state != null; state = state.outer) {
      if (state.token == OUTSIDE) {
        return null;
      }
      if (state.token instanceof Run run && run.announced == announced) {
        return state;
      }
    }
    return null;
  }

  /* The same with the contracts of another object's class. */
  private static boolean isRunning(ThreadRecorder recorder, int announced, int method) {
    for (SavedState state = recorder.saved; state != null; state = state.outer) {
      if (state.token == OUTSIDE) {
        return false;
      }
      if (state.token instanceof Run run && run.announced == announced && run.method == method) {
        return true;
      }
    }
    return false;
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

  private static @Nullable Run open(ThreadRecorder recorder, int announced, int method) {
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
      return new Run(announced, method, ledger);
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

    /* As the method announces its calls. */
    final int announced;
    /* Whose contracts are on it: another where they depend on the object. */
    final int method;
    final ScopeLedger ledger;
    @Nullable Run next;

    Run(int announced, int method, ScopeLedger ledger) {
      this.announced = announced;
      this.method = method;
      this.ledger = ledger;
    }
  }
}
