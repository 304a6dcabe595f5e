package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.gib;

import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.stream.Collectors;

/** What a check of growth says, in one line: for programs that print verdicts. */
final class GrowthVerdict {

  static final String PASSED = "passed";

  private static final String HELD = "  held by ";
  private static final String GROWING = ", growing by ";

  private GrowthVerdict() {}

  /**
   * {@code passed}, {@code grows: } and the holders, or the message that it cannot be certified.
   */
  static String of(int runs, ThrowingRunnable before, ThrowingRunnable action) {
    MemoryAssert check = assertThatMemory(action).overRuns(runs).beforeEachRun(before);
    try {
      check.hasNoGrowth();
      return PASSED;
    } catch (AssertionError failure) {
      String message = String.valueOf(failure.getMessage());
      return message.startsWith("Expecting")
          ? "grows: " + growing(message) + unsure(check)
          : message.replace('\n', '~');
    }
  }

  /** The same of code that needs nothing before it. */
  static String of(int runs, ThrowingRunnable action) {
    return of(runs, () -> {}, action);
  }

  private static String growing(String message) {
    return message
        .lines()
        .filter(line -> line.startsWith(HELD) && line.contains(GROWING))
        .map(line -> line.substring(HELD.length(), line.indexOf(GROWING)))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Of what nothing can be said beside that, which a limit for all that grows still asks for. */
  private static String unsure(MemoryAssert check) {
    try {
      check.hasGrowthPerRunAtMost(gib(1));
      return "";
    } catch (AssertionError failure) {
      return ", unsure: " + String.valueOf(failure.getMessage()).replace('\n', '~');
    }
  }
}
