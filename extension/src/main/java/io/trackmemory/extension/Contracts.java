package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.ContractCall;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/**
 * Judges calls that a test passes through and contracts of production code are on. Of each contract
 * that is broken the first call is told, and how many more there were. Any thread may call it;
 * calls wait for each other.
 */
final class Contracts {

  private final Settings settings;
  private final Runnable end;
  private final Map<String, Broken> broken = new LinkedHashMap<>();

  /* By the method that was called, and the contract. */
  private record Broken(Judged first, int more) {

    Judged told() {
      return more == 0
          ? first
          : first.withLine("... and " + more + (more == 1 ? " more call" : " more calls"));
    }
  }

  /** Begins to judge what is done in a scope. */
  Contracts(MemoryScope scope, Settings settings) {
    this.settings = settings;
    this.end = Tracking.DOOR.watchContracts(scope, this::judge);
  }

  private void judge(ContractCall call) {
    if (call.scope().isEmpty()) {
      call.contracts().forEach(each -> begins(new Contract(each), call));
      return;
    }
    MemoryScope scope = call.scope().get();
    try {
      call.contracts().forEach(each -> judge(new Contract(each), call, scope));
    } finally {
      Tracking.DOOR.end(scope);
    }
  }

  private void begins(Contract contract, ContractCall call) {
    if (!call.doubt().isEmpty()) {
      uncertified(contract, call);
      return;
    }
    try {
      contract.limits();
    } catch (IllegalArgumentException e) {
      invalid(contract, call, e);
    }
  }

  private void judge(Contract contract, ContractCall call, MemoryScope scope) {
    List<Limit> limits = allowed(contract);
    for (int i = 0; i < limits.size(); i++) {
      Judged judged = limits.get(i).judge(scope);
      if (judged.failure().isPresent()) {
        add(contract.key() + i, call, contract.worded(judged, call));
      }
    }
  }

  /* That values are not allowed was told as the method was first called. */
  private static List<Limit> allowed(Contract contract) {
    try {
      return contract.limits();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private void invalid(Contract contract, ContractCall call, IllegalArgumentException cause) {
    String words = contract.words() + " on " + call.method();
    add(
        contract.key(),
        call,
        Judged.failed(
            About.FIGURES,
            words,
            new AssertionFailedError(words + ": " + cause.getMessage(), cause)));
  }

  private void uncertified(Contract contract, ContractCall call) {
    String words = contract.words() + " on " + call.method();
    add(contract.key(), call, Judged.uncertified(words, call.doubt(), settings));
  }

  private synchronized void add(String limit, ContractCall call, Judged judged) {
    broken.merge(
        call.method() + " " + limit,
        new Broken(judged, 0),
        (known, added) -> new Broken(known.first, known.more + 1));
  }

  /** Whether there is something to tell. */
  synchronized boolean areBroken() {
    return !broken.isEmpty();
  }

  /** Those that were broken, told to the report. */
  synchronized List<Throwable> failures() {
    return broken.values().stream().flatMap(each -> each.told().told().stream()).toList();
  }

  /** Ends it; waits for work that calls handed over. */
  void close() {
    end.run();
  }
}
