package io.trackmemory.benchmarks;

import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;

/** What the tracker does while a loop allocates. */
public enum Tracked {
  /** No agent in this JVM: what the other figures are compared with. */
  UNTRACKED {
    @Override
    AutoCloseable open() {
      return () -> {};
    }
  },
  /** Classes are instrumented, and no scope is open. */
  NO_SCOPE {
    @Override
    AutoCloseable open() {
      requireAgent();
      return () -> {};
    }
  },
  /** A scope counts. */
  COUNTING {
    @Override
    AutoCloseable open() {
      requireAgent();
      return Tracking.open(ScopeOptions.counting());
    }
  },
  /** A scope counts, and follows objects for leaks. */
  FOLLOWING {
    @Override
    AutoCloseable open() {
      requireAgent();
      return Tracking.open(ScopeOptions.following());
    }
  };

  abstract AutoCloseable open();

  private static void requireAgent() {
    Tracking.unavailable()
        .ifPresent(
            cause -> {
              throw new IllegalStateException(cause);
            });
  }
}
