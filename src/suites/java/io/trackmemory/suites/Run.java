package io.trackmemory.suites;

import java.util.Map;

/**
 * One run of a suite in a JVM of its own.
 *
 * @param outcomes of tests and containers, by unique id
 * @param testsInScope tests that ran in a scope
 * @param cpuSeconds CPU time of the JVM and its children
 */
record Run(Map<String, Outcome> outcomes, long testsInScope, double cpuSeconds) {

  Run {
    outcomes = Map.copyOf(outcomes);
  }

  long tests() {
    return outcomes.values().stream().filter(Outcome::isTest).count();
  }

  long tests(String status) {
    return outcomes.values().stream()
        .filter(outcome -> outcome.isTest() && outcome.hasStatus(status))
        .count();
  }
}
