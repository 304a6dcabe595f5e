package io.trackmemory.leaks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a case ended on one JDK.
 *
 * @param leakCase which
 * @param leaky verdict on the leaky version, empty for a near miss
 * @param mended verdict on the other
 */
record Outcome(LeakCase leakCase, Optional<Verdict> leaky, Verdict mended) {

  /** What is not as it must be. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    leaky.ifPresent(verdict -> problems.addAll(problemsOfLeaky(verdict)));
    if (!mended.isPassed()) {
      problems.add(leakCase.mended() + " must pass: " + firstLines(mended.message()));
    }
    if (mended.counted().orElse(0) > 0) {
      problems.add(
          leakCase.mended()
              + " must not leave "
              + leakCase.counted()
              + ": "
              + mended.counted().getAsLong());
    }
    return problems;
  }

  private List<String> problemsOfLeaky(Verdict verdict) {
    List<String> problems = new ArrayList<>();
    if (!verdict.names(leakCase.holder())) {
      problems.add(
          "%s must leak through %s: %s"
              .formatted(leakCase.leaky(), leakCase.holder(), firstLines(verdict.message())));
    }
    if (verdict.counted().orElse(1) <= 0) {
      problems.add(leakCase.leaky() + " must leave a " + leakCase.counted());
    }
    return problems;
  }

  boolean isUncertified() {
    return mended.isUncertified() || leaky.filter(Verdict::isUncertified).isPresent();
  }

  private static String firstLines(String message) {
    return message.isEmpty()
        ? "passed"
        : String.join(
            " | ",
            message
                .lines()
                .filter(line -> !line.startsWith("    ") || line.contains(" x "))
                .limit(6)
                .map(String::strip)
                .toList());
  }
}
