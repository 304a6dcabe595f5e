package io.trackmemory.report;

import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A snapshot that a report shows.
 *
 * @param check the check that looked at it, empty for the test's own scope
 * @param snapshot what was seen
 */
record Measurement(Optional<String> check, MemorySnapshot snapshot) {

  /** A total, empty where it is 0 only because nothing could be measured. */
  OptionalLong measured(long total) {
    return total == 0 && snapshot.uncertified().isPresent()
        ? OptionalLong.empty()
        : OptionalLong.of(total);
  }
}
