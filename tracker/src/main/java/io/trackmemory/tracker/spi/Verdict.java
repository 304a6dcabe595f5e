package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;

/**
 * The outcome of one check, for the report of the test that made it.
 *
 * @param check what was checked, such as {@code hasAllocationCountAtMost(2)}
 * @param outcome how it ended
 * @param message the failure message, empty for a check that passed
 * @param snapshot the measurement that the check looked at
 */
public record Verdict(
    String check, Outcome outcome, String message, Optional<MemorySnapshot> snapshot) {

  /** How a check ended. */
  public enum Outcome {
    /** The limit was kept. */
    PASSED,
    /** The limit was broken. */
    FAILED,
    /** No verdict could be given. */
    UNCERTIFIED
  }
}
