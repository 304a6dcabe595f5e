package io.trackmemory.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Several runs of one suite, untracked and tracked in turn.
 *
 * @param untracked two or more, so that a test shows whether it ends the same by itself
 * @param tracked one or more
 */
record Comparison(Suite suite, List<Run> untracked, List<Run> tracked) {

  private static final String MISSING = "not there";

  Comparison {
    if (untracked.size() < 2 || tracked.isEmpty()) {
      throw new IllegalArgumentException(
          "a comparison takes two untracked runs and a tracked one: %d and %d"
              .formatted(untracked.size(), tracked.size()));
    }
    untracked = List.copyOf(untracked);
    tracked = List.copyOf(tracked);
  }

  /** Tests and containers that did not end the same in all untracked runs. */
  List<String> flaky() {
    return ids().stream().filter(this::isFlaky).toList();
  }

  /** Others that did not end in each tracked run as they did untracked. */
  List<String> different() {
    return ids().stream()
        .filter(id -> !isFlaky(id))
        .filter(id -> endings(tracked, id).stream().anyMatch(end -> !end.equals(ending(id))))
        .toList();
  }

  /** Why this is no comparison at all; empty if it is one. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (untracked.get(0).tests("SUCCESSFUL") == 0) {
      faults.add(suite.name() + ": no test passed");
    }
    for (Run run : tracked) {
      if (run.testsInScope() < run.tests("SUCCESSFUL")) {
        faults.add(
            "%s: %d tests passed but %d ran in a scope"
                .formatted(suite.name(), run.tests("SUCCESSFUL"), run.testsInScope()));
      }
    }
    return faults;
  }

  /** How a test ended in each run. */
  String endings(String id) {
    return "untracked %s; tracked %s".formatted(endings(untracked, id), endings(tracked, id));
  }

  /** Whether it is a test, not a container. */
  boolean isTest(String id) {
    return Stream.concat(untracked.stream(), tracked.stream())
        .map(run -> run.outcomes().get(id))
        .anyMatch(outcome -> outcome != null && outcome.isTest());
  }

  private Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    Stream.concat(untracked.stream(), tracked.stream())
        .forEach(run -> ids.addAll(run.outcomes().keySet()));
    return ids;
  }

  private boolean isFlaky(String id) {
    return endings(untracked, id).stream().distinct().count() > 1;
  }

  private String ending(String id) {
    return ending(untracked.get(0), id);
  }

  private static List<String> endings(List<Run> runs, String id) {
    return runs.stream().map(run -> ending(run, id)).toList();
  }

  private static String ending(Run run, String id) {
    Outcome outcome = run.outcomes().get(id);
    return outcome == null ? MISSING : outcome.ending();
  }
}
