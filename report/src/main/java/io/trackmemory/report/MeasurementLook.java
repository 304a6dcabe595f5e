package io.trackmemory.report;

import io.trackmemory.tracker.MemorySnapshot;
import java.util.Optional;

/**
 * A snapshot that a report shows.
 *
 * @param check the check that looked at it, empty for the test's own scope
 * @param snapshot what was seen
 * @param stacks where its objects came from
 */
record MeasurementLook(Optional<String> check, MemorySnapshot snapshot, CallStacks stacks) {

  MeasurementLook(Optional<String> check, MemorySnapshot snapshot) {
    this(check, snapshot, CallStacks.of(snapshot));
  }
}
