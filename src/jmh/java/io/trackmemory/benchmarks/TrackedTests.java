package io.trackmemory.benchmarks;

import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Test classes that differ in what is asked of memory. */
final class TrackedTests {

  /** How many tests each has, but for the one that leaks. */
  static final int TESTS = 100;

  private static final int OBJECTS = 10;
  private static final List<Object> KEPT = new ArrayList<>();

  private TrackedTests() {}

  private static int made() {
    List<Object> made = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      made.add(new byte[64]);
    }
    return made.size();
  }

  /** Nothing asked. */
  static class Plain {
    @RepeatedTest(TESTS)
    void makes() {
      require(made() == OBJECTS);
    }
  }

  /** Counted. */
  @TrackMemory
  static class Counted {
    @RepeatedTest(TESTS)
    void makes() {
      require(made() == OBJECTS);
    }
  }

  /** A limit on the body. */
  @NoAllocations
  static class Limited {
    private int runs;

    @RepeatedTest(TESTS)
    void makesNothing() {
      require(++runs == 1);
    }
  }

  /** Nothing survives. */
  @NoLeaks
  static class Leakless {
    @RepeatedTest(TESTS)
    void makes() {
      require(made() == OBJECTS);
    }
  }

  /** Survivors that the test instance holds. */
  @NoLeaks
  static class Held {
    private final List<Object> held = new ArrayList<>();

    @RepeatedTest(TESTS)
    void makes() {
      held.add(new byte[64]);
      require(held.size() == 1);
    }
  }

  /** A leak. */
  @NoLeaks
  static class Leaking {
    @Test
    void keeps() {
      KEPT.add(new byte[64]);
      require(!KEPT.isEmpty());
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("the test must do what it is measured for");
    }
  }
}
