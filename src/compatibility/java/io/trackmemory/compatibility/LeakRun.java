package io.trackmemory.compatibility;

import io.trackmemory.compatibility.Seen.Case;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tests of a project said in one order, held against what they say of themselves.
 *
 * @param tests how many ran
 * @param falseAlarms clean tests that failed
 * @param misses leaks that passed
 * @param wrongNames leaks whose message names another holder, or another one too
 * @param problems all of these, and what else was not as expected, one sentence each
 */
record LeakRun(int tests, int falseAlarms, int misses, int wrongNames, List<String> problems) {

  /** The orders, as the projects' executions of Surefire call them. */
  static final List<String> ORDERS =
      List.of("forwards", "backwards", "anew-forwards", "anew-backwards");

  private static final String HELD = "  held by ";

  LeakRun {
    problems = List.copyOf(problems);
  }

  /** Compares; a test that did not run, or that is not known, is a problem. */
  static LeakRun of(List<LeakTest> expected, List<Case> seen) {
    int falseAlarms = 0;
    int misses = 0;
    int wrongNames = 0;
    List<String> problems = new ArrayList<>();
    List<Case> left = new ArrayList<>(seen);
    for (LeakTest test : expected) {
      List<Case> found = left.stream().filter(test::is).toList();
      left.removeAll(found);
      if (found.size() != 1) {
        problems.add(test.name() + " ran " + found.size() + " times");
      }
      for (Case each : found) {
        boolean failed = !each.outcome().isEmpty();
        List<String> holders = holders(each);
        if (test.isClean() && failed) {
          falseAlarms++;
          problems.add(test.name() + " is clean, but: " + message(each, holders));
        } else if (!test.isClean() && !failed) {
          misses++;
          problems.add(test.name() + " passed");
        } else if (failed && !test.isNamedBy(holders)) {
          wrongNames++;
          problems.add(
              test.name() + " must name " + test.holders() + ": " + message(each, holders));
        }
      }
    }
    left.forEach(each -> problems.add(each.testClass() + "." + each.method() + " is not known"));
    return new LeakRun(seen.size(), falseAlarms, misses, wrongNames, problems);
  }

  private static List<String> holders(Case test) {
    return test.outcome()
        .lines()
        .filter(line -> line.startsWith(HELD))
        .map(line -> line.substring(HELD.length()).replaceFirst(" \\(.*", ""))
        .distinct()
        .toList();
  }

  private static String message(Case test, List<String> holders) {
    return holders.isEmpty()
        ? test.outcome().lines().findFirst().orElse("")
        : String.join(", ", holders);
  }

  String text() {
    if (problems.isEmpty()) {
      return tests + " right";
    }
    if (tests == 0) {
      return "did not run";
    }
    return falseAlarms + " false alarms, " + misses + " misses, " + wrongNames + " wrong names";
  }
}
