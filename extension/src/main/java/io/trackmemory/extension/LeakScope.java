package io.trackmemory.extension;

/** When {@link NoLeaks} is judged. */
public enum LeakScope {
  /** As each test ends, with what that test allocated. */
  TEST,
  /**
   * As the class ends, with what it and its tests allocated: from the first {@code @BeforeAll} to
   * after the last {@code @AfterAll} and the clean-up of all extensions.
   */
  CLASS
}
