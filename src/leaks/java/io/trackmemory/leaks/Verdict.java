package io.trackmemory.leaks;

import java.util.OptionalLong;

/**
 * What was said of one run of a program.
 *
 * @param message of the failure, empty where the check passed
 * @param counted how many more objects an independent count found, if it was asked
 */
record Verdict(String message, OptionalLong counted) {

  boolean isPassed() {
    return message.isEmpty();
  }

  boolean isUncertified() {
    return message.startsWith("Cannot certify");
  }

  /** Whether a leak was found that the holder holds. */
  boolean names(String holder) {
    return message.startsWith("Expecting ")
        && message.lines().anyMatch(line -> line.startsWith("  held by ") && line.contains(holder));
  }
}
