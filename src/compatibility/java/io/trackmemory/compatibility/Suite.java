package io.trackmemory.compatibility;

import java.util.ArrayList;
import java.util.List;

/**
 * A test class and how its tests must end.
 *
 * @param testClass its simple name
 * @param hasPages whether the extension tracks it, so that failures have pages
 * @param tests all of them
 */
record Suite(String testClass, boolean hasPages, List<Expected> tests) {

  /**
   * A test, or an invocation of it.
   *
   * @param method its method
   * @param invocation what its page's name adds, empty for none
   * @param failure part of the message it must fail with, empty where it must pass
   */
  record Expected(String method, String invocation, String failure) {}

  Suite {
    tests = List.copyOf(tests);
  }

  static Suite of(String testClass) {
    return new Suite(testClass, true, List.of());
  }

  Suite withoutPages() {
    return new Suite(testClass, false, tests);
  }

  Suite passing(String... methods) {
    Suite suite = this;
    for (String method : methods) {
      suite = suite.with(new Expected(method, "", ""));
    }
    return suite;
  }

  Suite failing(String method, String message) {
    return with(new Expected(method, "", message));
  }

  Suite with(Expected test) {
    List<Expected> all = new ArrayList<>(tests);
    all.add(test);
    return new Suite(testClass, hasPages, all);
  }
}
