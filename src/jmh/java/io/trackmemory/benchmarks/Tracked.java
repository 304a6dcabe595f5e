package io.trackmemory.benchmarks;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How the measured code is tracked. */
@State(Scope.Thread)
public class Tracked {

  /** What is switched on. */
  public enum Mode {
    /** No agent in the JVM. */
    UNTRACKED,
    /** The agent present, no scope open. */
    IDLE,
    /** In a scope that counts. */
    COUNTING,
    /** In a scope that follows objects. */
    FOLLOWING
  }

  @Param public Mode mode = Mode.UNTRACKED;

  private @Nullable MemoryScope scope;

  /** Attaches the agent and opens the scope, in the thread that is measured. */
  @Setup(Level.Iteration)
  public void open() {
    if (mode == Mode.UNTRACKED) {
      return;
    }
    if (Tracking.unavailable().isPresent()) {
      throw new IllegalStateException(Tracking.unavailable().get());
    }
    if (mode == Mode.COUNTING) {
      scope = Tracking.open(ScopeOptions.counting());
    } else if (mode == Mode.FOLLOWING) {
      scope = Tracking.open(ScopeOptions.following());
    }
  }

  /** Closes the scope. */
  @TearDown(Level.Iteration)
  public void close() {
    if (scope != null) {
      scope.close();
    }
  }
}
