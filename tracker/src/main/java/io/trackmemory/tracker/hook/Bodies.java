package io.trackmemory.tracker.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs of methods of test classes that are work of a scope, whoever calls them: not every extension
 * of JUnit leaves that to JUnit. What is {@link Armed armed} is found by the scope that the thread
 * works for, else by the thread that armed it. A thread of no scope at all can only run a method of
 * the one test that is armed for it; of several, it is not known which.
 *
 * <p>Any thread may arm and disarm, where one waits for another. A begin and its end are for their
 * thread only and wait for nobody; a thread that is handed the method as Java's memory model asks
 * sees it armed.
 */
public final class Bodies {

  private static volatile Armed[] armed = {};

  private Bodies() {}

  /** Makes runs of its methods work of its scope, until it is disarmed. */
  public static synchronized void arm(Armed added) {
    List<Armed> all = new ArrayList<>(List.of(armed));
    all.add(added);
    armed = all.toArray(new Armed[0]);
  }

  /** Ends that; a run that is going on in another thread ends as it began. */
  public static void disarm(Armed removed) {
    remove(removed);
    ThreadRecorder recorder = Recorders.peek();
    SavedState run = recorder == null ? null : runOf(recorder, removed);
    while (recorder != null && run != null) { // of a constructor that threw before it could end
      recorder.leave(run.token);
      run = runOf(recorder, removed);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very one, whatever others say
  private static synchronized void remove(Armed removed) {
    List<Armed> all = new ArrayList<>();
    for (Armed each : armed) {
      if (each != removed) {
        all.add(each);
      }
    }
    armed = all.toArray(new Armed[0]);
  }

  /** Whether a run of a method may be anybody's. */
  static boolean isArmed(int method) {
    for (Armed each : armed) {
      if (each.has(method)) {
        return true;
      }
    }
    return false;
  }

  static void begins(ThreadRecorder recorder, int method) {
    Armed[] all = armed;
    Armed own = own(all, recorder, method, true);
    if (own == null) {
      own = own(all, recorder, method, false);
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
    closes(recorder, run);
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

  /* While the run is still what the thread works for. */
  private static void closes(ThreadRecorder recorder, Run run) {
    boolean counting = recorder.isCounting();
    recorder.changeOwnWork(1);
    try {
      run.armed.onLast.accept(run.ledger, counting);
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  private static @Nullable Armed own(
      Armed[] all, ThreadRecorder recorder, int method, boolean byScope) {
    for (int i = all.length - 1; i >= 0; i--) { // the one armed last is the innermost
      Armed each = all[i];
      boolean own =
          byScope
              ? each.scope == recorder.account.scope && (each.body || !recorder.isInCode())
              : each.thread == recorder.owner && (each.body || recorder.scope() == null);
      if (own && each.has(method) && runOf(recorder, each) == null) {
        return each;
      }
    }
    return null;
  }

  private static void beginsElsewhere(Armed[] all, ThreadRecorder recorder, int method) {
    Armed only = null;
    int number = 0;
    for (Armed each : all) {
      if (each.has(method)) {
        only = each;
        number++;
      }
    }
    if (only != null && number == 1) {
      begins(recorder, only, method);
      return;
    }
    for (Armed each : all) {
      if (each.has(method)) {
        strays(recorder, each);
      }
    }
  }

  private static void begins(ThreadRecorder recorder, Armed armed, int method) {
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

  private static void strays(ThreadRecorder recorder, Armed armed) {
    recorder.changeOwnWork(1);
    try {
      armed.onStray.run();
    } catch (Throwable e) {
      Recorders.lose(e);
    } finally {
      recorder.changeOwnWork(-1);
    }
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static @Nullable SavedState runOf(ThreadRecorder recorder, Armed armed) {
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
  private record Run(Armed armed, int method, ScopeLedger ledger) {}

  /**
   * Methods of one test whose runs are work of its scope. What it calls is called by the thread
   * that runs the method, in own work. What its parts are is said where they come from, {@link
   * io.trackmemory.tracker.gate.Gate#arm}.
   *
   * @param thread the one that has armed it
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  public record Armed(
      ScopeLedger scope,
      Thread thread,
      int[] methods,
      boolean body,
      Supplier<Object> onBegin,
      BiConsumer<Object, Boolean> onLast,
      Consumer<Object> onEnd,
      Runnable onStray) {

    boolean has(int method) {
      for (int each : methods) {
        if (each == method) {
          return true;
        }
      }
      return false;
    }
  }
}
