package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.gate.ContractMethod;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.ContractCall;
import io.trackmemory.tracker.spi.ScopeOptions;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls that contracts are on scopes of their own, inside the one that their thread works
 * for, where somebody judges them. Called by the recorder in own work, from any thread.
 */
final class ContractCalls {

  private final Engine engine;

  ContractCalls(Engine engine) {
    this.engine = engine;
  }

  /** The ledger of a call that begins; null if nobody judges it, or it cannot be judged. */
  @Nullable Object opens(int number) {
    RecordedScope around = engine.current();
    ContractWatch watch = around == null ? null : watchOf(around);
    if (around == null || watch == null || around.isPaused()) {
      return null;
    }
    ContractMethod method = engine.agent().contractMethod(number);
    if (!method.doubt().isEmpty()) {
      watch.judge(call(method, Optional.empty(), method.doubt()));
      return null;
    }
    RecordedScope run = engine.openInside(options(around.options), around);
    watch.begins(run, number, call(method, Optional.empty(), ""));
    return run.ledger;
  }

  /** Such a call has ended. */
  void ends(Object ledger, int number) {
    RecordedScope run = engine.scopeOf(ledger);
    ContractWatch watch = run == null ? null : watchOf(run);
    if (run != null && watch != null) {
      run.active.end();
      watch.ends(run, call(engine.agent().contractMethod(number), Optional.of(run), ""));
    }
  }

  private static @Nullable ContractWatch watchOf(RecordedScope scope) {
    for (RecordedScope at = scope; at != null; at = at.parent) {
      ContractWatch watch = at.contracts;
      if (watch != null) {
        return watch;
      }
    }
    return null;
  }

  private static ScopeOptions options(ScopeOptions around) {
    return new ScopeOptions(
        false, false, true, around.settings(), around.reportAddress(), around.asserts());
  }

  /** What cannot be checked, wherever it is called. */
  static ContractCall unchecked(ContractMethod method) {
    return new ContractCall(
        TypeNames.call(method.className(), method.name(), method.descriptor()),
        method.contracts(),
        "",
        Optional.empty(),
        method.doubt());
  }

  private ContractCall call(ContractMethod method, Optional<RecordedScope> run, String doubt) {
    String name =
        TypeNames.call(TypeNames.ofHidden(method.className()), method.name(), method.descriptor());
    return new ContractCall(
        method.heir().isEmpty() ? name : name + " of " + TypeNames.simple(method.heir()),
        method.contracts(),
        caller(method),
        run.map(scope -> scope),
        doubt);
  }

  /* The first line below those of the method, whose bridges have its name. */
  private String caller(ContractMethod method) {
    List<StackFrame> frames =
        StackWalker.getInstance()
            .walk(
                all ->
                    all.dropWhile(frame -> !isOf(frame, method))
                        .dropWhile(frame -> isOf(frame, method))
                        .limit(1)
                        .toList());
    return frames.isEmpty() // of a hidden class, or the first of its thread
        ? engine.callerLine().toString()
        : engine.sites().line(frames.get(0).toStackTraceElement()).toString();
  }

  private static boolean isOf(StackFrame frame, ContractMethod method) {
    return frame.getClassName().equals(method.className())
        && frame.getMethodName().equals(method.name());
  }
}
