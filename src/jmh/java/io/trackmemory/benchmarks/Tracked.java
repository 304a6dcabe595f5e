package io.trackmemory.benchmarks;

import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What watches allocations in a JVM that is measured: nothing, this tracker, or a peer. */
public enum Tracked {
  /** Nothing: what the other figures are compared with. */
  UNTRACKED("untracked", () -> () -> {}),
  /** Classes are instrumented, and no scope is open. */
  NO_SCOPE("no scope open", Tracked::attached),
  /** A scope counts, and takes call stacks at the default rates. */
  COUNTING("counting", () -> Tracking.DOOR.open(ScopeOptions.counting())),
  /** A scope counts, and takes a call stack of each site's first allocation: none is no setting. */
  ONE_STACK(
      "counting, one stack a site",
      () -> Tracking.DOOR.open(ScopeOptions.counting()),
      "-Dtrackmemory.sampling.frequency-threshold=1",
      "-Dtrackmemory.sampling.small-rate=1e-12",
      "-Dtrackmemory.sampling.medium-rate=1e-12",
      "-Dtrackmemory.sampling.large-rate=1e-12"),
  /** A scope counts, and follows objects for leaks. */
  FOLLOWING("following", () -> Tracking.DOOR.open(ScopeOptions.following())),
  /** Google's instrumenter, with a sampler that counts by class and thread. */
  GOOGLE("Google's instrumenter", Peers::google) {
    @Override
    List<String> jvmArguments() {
      return List.of("-javaagent:" + Peers.googleJar());
    }

    @Override
    Optional<String> notMeasured() {
      return Runtime.version().feature() <= Peers.GOOGLE_NEWEST_JDK
          ? Optional.empty()
          : Optional.of("cannot read this JDK's classes");
    }
  },
  /** async-profiler, a sample each 512 KiB. */
  ASYNC_512K("async-profiler, 512 KiB", () -> Peers.asyncProfiler("512k")),
  /** async-profiler, a sample each allocation. */
  ASYNC_ALL("async-profiler, each allocation", () -> Peers.asyncProfiler("1")),
  /** Flight Recorder, at its default throttle. */
  FLIGHT_RECORDER("Flight Recorder", Peers::flightRecorder);

  private final String label;
  private final Callable<AutoCloseable> opening;
  private final List<String> jvmArguments;

  Tracked(String label, Callable<AutoCloseable> opening, String... jvmArguments) {
    this.label = label;
    this.opening = opening;
    this.jvmArguments = List.of(jvmArguments);
  }

  /** Begins to watch; for a scope, what this thread and the work it starts allocate. */
  AutoCloseable open() throws Exception {
    return opening.call();
  }

  /** What the JVM needs on its command line. */
  List<String> jvmArguments() {
    return jvmArguments;
  }

  /** Why this cannot be measured on the JDK that runs us; empty if it can. */
  Optional<String> notMeasured() {
    return Optional.empty();
  }

  /** As in a table. */
  String label() {
    return label;
  }

  private static AutoCloseable attached() {
    Tracking.DOOR
        .unavailable()
        .ifPresent(
            cause -> {
              throw new IllegalStateException(cause);
            });
    return () -> {};
  }
}
