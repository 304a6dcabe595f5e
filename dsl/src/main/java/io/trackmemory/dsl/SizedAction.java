package io.trackmemory.dsl;

/** Work whose size can be chosen, for {@link MemoryAssertions#assertThatMemoryOver}. */
@FunctionalInterface
public interface SizedAction {

  /**
   * Does the work once.
   *
   * @param size how much of it: a number of elements, bytes or calls, 1 or more
   * @throws Throwable whatever the work throws; it passes through unchanged
   */
  void run(int size) throws Throwable;
}
