package io.trackmemory.extension;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Checks;
import java.util.Optional;

/**
 * What is known of a scope as it ends.
 *
 * @param snapshot what it saw
 * @param failure the first thing found wrong with it, the others suppressed in it
 * @param checks the checks that were made
 */
record Ending(MemorySnapshot snapshot, Optional<Throwable> failure, Checks checks) {}
