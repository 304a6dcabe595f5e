package io.trackmemory.suites;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Notes how each test and container ended: its status and, unless it passed, the class of what it
 * threw; not the message, which may name addresses and times. Any thread may call it.
 */
final class OutcomeListener implements TestExecutionListener {

  private final Map<String, Outcome> outcomes = new TreeMap<>();

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    add(test, "SKIPPED");
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    add(
        test,
        result.getStatus()
            + result.getThrowable().map(thrown -> " " + thrown.getClass().getName()).orElse(""));
  }

  private synchronized void add(TestIdentifier test, String ending) {
    outcomes.merge(
        test.getUniqueId(),
        new Outcome(test.isTest(), ending),
        (first, again) -> new Outcome(first.isTest(), first.ending() + ", then " + again.ending()));
  }

  /** The outcomes so far, by unique id. */
  synchronized Map<String, Outcome> outcomes() {
    return new TreeMap<>(outcomes);
  }
}
