package io.trackmemory.tracker.scope;

import io.trackmemory.tracker.gate.ContractMethod;
import io.trackmemory.tracker.gate.Kind;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.spi.ContractCall;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Judges calls in one scope that contracts are on: as they end, or later where they handed over
 * work that goes on. Any thread may call it.
 */
public final class ContractWatch {

  private static final String ENDLESS =
      "where a call ended cannot be told: another thread is still in it, or it is one of a"
          + " constructor, and one of those that it calls first threw an exception; wait for it, or"
          + " have the exception thrown before or behind that call";

  private final RecordedScope watched;
  private final Consumer<ContractCall> judge;
  private final Map<RecordedScope, ContractCall> open = new ConcurrentHashMap<>();
  private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
  private final Set<Integer> begun = ConcurrentHashMap.newKeySet();

  private record Pending(RecordedScope run, ContractCall call) {}

  /** Begins to watch a scope. */
  public ContractWatch(RecordedScope watched, Consumer<ContractCall> judge) {
    this.watched = watched;
    this.judge = judge;
    watched.contracts = this;
  }

  /* Of each method the first call is told as it begins: whatever it does, its contract may be wrong. */
  void begins(RecordedScope run, int method, ContractCall call) {
    if (begun.add(method)) {
      judge(call);
    }
    open.keySet()
        .removeIf(unused -> unused.isClosed() && !hasCounted(unused)); // with what was around
    open.put(run, call);
  }

  void ends(RecordedScope run, ContractCall call) {
    for (Pending each : List.copyOf(pending)) {
      if (isDone(each.run) && pending.remove(each)) {
        judge(each.run, each.call);
      }
    }
    if (isDone(run)) {
      judge(run, call);
    } else {
      pending.add(new Pending(run, call));
    }
  }

  private static boolean isDone(RecordedScope run) {
    return run.handedOver.left().isEmpty();
  }

  private void judge(RecordedScope run, ContractCall call) {
    open.remove(run);
    judge(call);
  }

  void judge(ContractCall call) {
    judge.accept(call);
  }

  /** Ends it, once all that was handed over has ended, or was waited for in vain. */
  public void end() {
    try (OwnWork own = OwnWork.begin()) {
      for (Pending each = pending.poll(); each != null; each = pending.poll()) {
        each.run.handedOver.await();
        judge(each.run, each.call);
      }
      watched.contracts = null;
      for (ContractMethod each : watched.engine.agent().uncheckedContracts()) {
        judge(ContractCalls.unchecked(each));
      }
    }
    for (Map.Entry<RecordedScope, ContractCall> each : open.entrySet()) {
      RecordedScope run = each.getKey();
      try (OwnWork own = OwnWork.begin()) {
        if (hasCounted(run)) {
          judge(endless(each.getValue()));
        }
      }
      run.discard();
    }
  }

  private static boolean hasCounted(RecordedScope run) {
    return run.isClosed()
        ? run.snapshot().allocationCount() > 0
        : Totals.of(run.accounts(), Kind.COUNTED).count() > 0;
  }

  private static ContractCall endless(ContractCall call) {
    return new ContractCall(
        call.method(), call.contracts(), call.caller(), Optional.empty(), ENDLESS);
  }
}
