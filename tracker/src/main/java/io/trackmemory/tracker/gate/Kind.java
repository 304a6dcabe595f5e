package io.trackmemory.tracker.gate;

/** What is counted apart, in the order in which the recorder numbers it. */
public enum Kind {
  /** The code under test, which verdicts are on. */
  COUNTED,
  /** What the JVM and the JDK make once for a piece of code. */
  FIRST_USE,
  /** What assertion and mocking libraries make. */
  TEST_CODE,
  /** What the JDK draws by chance. */
  CHANCE
}
