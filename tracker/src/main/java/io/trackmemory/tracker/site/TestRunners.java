package io.trackmemory.tracker.site;

import java.util.Arrays;
import java.util.List;

/**
 * Threads on which a test framework runs tests: what they do besides a scope's work is another
 * test, or what is around this one. Told by names of the frameworks' own classes and threads, of
 * JUnit 4.13, JUnit 5.12 to 6.1 and TestNG 7.
 */
public final class TestRunners {

  private static final List<String> CLASSES = List.of("org.junit.", "org.testng.");

  /* In which Jupiter runs what has a timeout, and watches it. */
  private static final String TIMEOUT_THREADS = "junit-";

  private TestRunners() {}

  /** Whether a thread is one, by what it is and what it is doing now. */
  public static boolean isOne(Thread thread) {
    return thread.getName().startsWith(TIMEOUT_THREADS)
        || isTheirs(thread.getClass().getName())
        || Arrays.stream(thread.getStackTrace()).anyMatch(frame -> isTheirs(frame.getClassName()));
  }

  /** Whether a class is of a framework that runs tests. */
  public static boolean isTheirs(String className) {
    return CLASSES.stream().anyMatch(className::startsWith);
  }
}
