package io.trackmemory.extension;

import io.trackmemory.dsl.MemoryAssert;
import java.util.function.Consumer;

/**
 * One limit on a test.
 *
 * @param what what it asks, as it follows "Cannot certify": {@code "at most 5 allocations"}
 * @param check fails if the limit is broken
 */
record Limit(String what, Consumer<MemoryAssert> check) {

  @Override
  public String toString() {
    return what;
  }
}
