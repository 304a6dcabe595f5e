package io.trackmemory.tracker.hook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs of methods of test classes that are work of a scope, whoever calls them: not every extension
 * of JUnit leaves that to JUnit. What is {@link ArmedMethods armed} is found by the scope that the
 * thread works for, else by the thread that armed it. A thread of no scope at all can only run a
 * method of the one test that is armed for it; of several, it is not known which.
 *
 * <p>Any thread may arm and disarm, where one waits for another. A begin and its end are for their
 * thread only and wait for nobody; a thread that is handed the method as Java's memory model asks
 * sees it armed.
 */
public final class Bodies {

  private static volatile ArmedMethods[] armed = {};

  private Bodies() {}

  /** Makes runs of its methods work of its scope, until it is disarmed. */
  public static synchronized void arm(ArmedMethods added) {
    List<ArmedMethods> all = new ArrayList<>(List.of(armed));
    all.add(added);
    armed = all.toArray(new ArmedMethods[0]);
  }

  /** Ends that; a run that is going on in another thread ends as it began. */
  public static void disarm(ArmedMethods removed) {
    remove(removed);
    ThreadRecorder recorder = Recorders.peek();
    SavedState run = recorder == null ? null : runOf(recorder, removed);
    while (recorder != null && run != null) { // of a constructor that threw before it could end
      recorder.leave(run.token);
      run = runOf(recorder, removed);
    }
  }

  private static synchronized void remove(ArmedMethods removed) {
    List<ArmedMethods> all = new ArrayList<>(List.of(armed));
    all.remove(removed);
    armed = all.toArray(new ArmedMethods[0]);
  }

  /** Whether a run of a method may be anybody's. */
  static boolean isArmed(int method) {
    for (ArmedMethods each : armed) {
      if (each.has(method)) {
        return true;
      }
    }
    return false;
  }

  static void begins(ThreadRecorder recorder, int method) {
    ArmedMethods[] all = armed;
    ArmedMethods own = ofScope(all, recorder, method);
    if (own == null) {
      own = ofThread(all, recorder, method);
    }
    if (own != null) {
      begins(recorder, own, method);
      return;
    }
    SavedState running = running(recorder);
    if (running != null && isOf(running, method)) {
      running.depth++; // a body that calls itself
    } else if (recorder.scope() == null) {
      beginsElsewhere(all, recorder, method);
    }
  }

  static void ends(ThreadRecorder recorder, int method) {
    SavedState running = running(recorder);
    if (running == null || !isOf(running, method) || --running.depth > 0) {
      return;
    }
    Run run = (Run) running.token;
    recorder.leave(run);
    recorder.changeOwnWork(1);
    try {
      run.armed.onEnd.accept(run.ledger);
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  private static @Nullable ArmedMethods ofScope(
      ArmedMethods[] all, ThreadRecorder recorder, int method) {
    for (int i = all.length - 1; i >= 0; i--) { // the one armed last is the innermost
      ArmedMethods each = all[i];
      if (each.has(method)
          && each.scope == recorder.account.scope
          && (each.body || !recorder.isInCode())
          && !isRunning(recorder, each)) {
        return each;
      }
    }
    return null;
  }

  private static @Nullable ArmedMethods ofThread(
      ArmedMethods[] all, ThreadRecorder recorder, int method) {
    for (int i = all.length - 1; i >= 0; i--) {
      ArmedMethods each = all[i];
      if (each.has(method)
          && each.thread == recorder.owner
          && (each.body || recorder.scope() == null)
          && !isRunning(recorder, each)) {
        return each;
      }
    }
    return null;
  }

  private static void beginsElsewhere(ArmedMethods[] all, ThreadRecorder recorder, int method) {
    ArmedMethods only = null;
    int number = 0;
    for (ArmedMethods each : all) {
      if (each.has(method)) {
        only = each;
        number++;
      }
    }
    if (only != null && number == 1) {
      begins(recorder, only, method);
    } else {
      for (ArmedMethods each : all) {
        if (each.has(method)) {
          strays(recorder, each);
        }
      }
    }
  }

  private static void begins(ThreadRecorder recorder, ArmedMethods armed, int method) {
    try {
      Run run;
      recorder.changeOwnWork(1);
      try {
        run = new Run(armed, method, (ScopeLedger) armed.onBegin.get());
      } finally {
        recorder.changeOwnWork(-1);
      }
      recorder.enter(run.ledger, run);
    } catch (Throwable e) {
      Recorders.lose(e);
    }
  }

  private static void strays(ThreadRecorder recorder, ArmedMethods armed) {
    recorder.changeOwnWork(1);
    try {
      armed.onStray.run();
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  private static boolean isRunning(ThreadRecorder recorder, ArmedMethods armed) {
    return runOf(recorder, armed) != null;
  }

  private static @Nullable SavedState runOf(ThreadRecorder recorder, ArmedMethods armed) {
    for (SavedState state = recorder.saved; state != null; state = state.outer) {
      if (state.token instanceof Run run && run.armed == armed) {
        return state;
      }
    }
    return null;
  }

  private static @Nullable SavedState running(ThreadRecorder recorder) {
    SavedState state = recorder.saved;
    while (state != null && !(state.token instanceof Run)) {
      state = state.outer;
    }
    return state;
  }

  private static boolean isOf(SavedState running, int method) {
    return ((Run) running.token).method == method;
  }

  /** One run of a method, the token by which its thread enters its scope. */
  private static final class Run {
    final ArmedMethods armed;
    final int method;
    final ScopeLedger ledger;

    Run(ArmedMethods armed, int method, ScopeLedger ledger) {
      this.armed = armed;
      this.method = method;
      this.ledger = ledger;
    }
  }
}
