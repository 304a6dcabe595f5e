package io.trackmemory.benchmarks;

import com.google.monitoring.runtime.instrumentation.AllocationRecorder;
import com.google.monitoring.runtime.instrumentation.Sampler;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import one.profiler.AsyncProfiler;

/** Other tools that watch allocations, set up as their users do. */
final class Peers {

  /** Newest JDK tried whose classes Google's instrumenter can rewrite. */
  static final int GOOGLE_NEWEST_JDK = 17;

  private Peers() {}

  /** Exact counts and bytes by class, for each thread; the JVM has the agent already. */
  static AutoCloseable google() {
    ThreadLocal<Map<String, long[]>> counts = ThreadLocal.withInitial(HashMap::new);
    Sampler sampler =
        (length, type, object, bytes) -> {
          long[] sums = counts.get().computeIfAbsent(type, key -> new long[2]);
          sums[0]++;
          sums[1] += bytes;
        };
    AllocationRecorder.addSampler(sampler);
    return () -> {
      AllocationRecorder.removeSampler(sampler);
      if (counts.get().isEmpty()) {
        throw new IllegalStateException("Google's instrumenter counted nothing");
      }
    };
  }

  /** The jar that holds Google's agent. */
  static Path googleJar() {
    return Classes.origin(AllocationRecorder.class);
  }

  /** async-profiler's allocation samples, with stacks. */
  static AutoCloseable asyncProfiler(String interval) throws IOException {
    AsyncProfiler profiler = AsyncProfiler.getInstance();
    profiler.execute("start,event=alloc,alloc=" + interval);
    return () -> {
      profiler.stop();
      if (profiler.getSamples() == 0) {
        throw new IllegalStateException("async-profiler saw nothing");
      }
    };
  }

  /** Flight Recorder's allocation samples, with stacks, as its default configuration has them. */
  static AutoCloseable flightRecorder() throws IOException, ParseException {
    String event = "jdk.ObjectAllocationSample";
    String throttle =
        Configuration.getConfiguration("default").getSettings().get(event + "#throttle");
    Recording recording = new Recording();
    recording.enable(event).withStackTrace().with("throttle", throttle); // else there is none
    recording.start();
    return recording;
  }
}
