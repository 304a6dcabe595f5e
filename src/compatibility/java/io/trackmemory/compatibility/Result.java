package io.trackmemory.compatibility;

import java.util.List;

/**
 * How a row ended on one JDK.
 *
 * @param ran whether it was to run there
 * @param tests how many tests were as expected
 * @param problems what was not as expected
 */
record Result(boolean ran, int tests, List<String> problems) {

  static final Result NOT_HERE = new Result(false, 0, List.of());

  Result {
    problems = List.copyOf(problems);
  }

  boolean isWrong() {
    return !problems.isEmpty();
  }
}
