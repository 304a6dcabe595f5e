package io.trackmemory.extension;

import io.trackmemory.tracker.MemoryScope;
import java.util.function.Consumer;

/**
 * One limit on a test.
 *
 * @param what what it asks, as it follows "Cannot certify": {@code "at most 5 allocations"}
 * @param check fails if what a scope saw breaks the limit
 */
record Limit(String what, Consumer<MemoryScope> check) {

  @Override
  public String toString() {
    return what;
  }
}
