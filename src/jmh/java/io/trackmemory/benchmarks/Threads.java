package io.trackmemory.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What threads cost that allocate at once, and what the tracker keeps for each (S06). */
final class Threads implements Part {

  private static final List<Tracked> VARIANTS = List.of(Tracked.UNTRACKED, Tracked.COUNTING);
  private static final List<Integer> COUNTS = List.of(1, 4, 16, 100);
  private static final List<String> SMALL_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");
  private static final String COMPACT =
      "-XX:MarkSweepAlwaysCompactCount=1"; // no dead object counts
  private static final String SHORT = "a million, " + ShortThreadsProgram.OBJECTS + " objects each";

  private final Figures nanos = new Figures();
  private final Figures bytes = new Figures();
  private final Figures micros = new Figures();

  @Override
  public String measure(int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (Tracked tracked : VARIANTS) {
        allocateAtOnce(tracked);
        park(tracked);
        shortThreads(tracked);
      }
    }
    List<String> variants = Part.labels(VARIANTS);
    return nanos.table("Threads at once: CPU ns an object", variants)
        + bytes.table("Heap bytes that a running thread keeps", variants)
        + micros.table("Short virtual threads in 256 MiB: process CPU us a thread", variants);
  }

  private void allocateAtOnce(Tracked tracked) throws IOException, InterruptedException {
    for (int threads : COUNTS) {
      nanos.add(
          threads == 1 ? "1 thread" : threads + " threads",
          tracked.label(),
          Program.figure(
              Program.SAME_JVM, ThreadsProgram.class, tracked.name(), String.valueOf(threads)));
    }
  }

  private void park(Tracked tracked) throws IOException, InterruptedException {
    List<String> jvmArguments = new ArrayList<>(Program.SAME_JVM);
    jvmArguments.add(COMPACT);
    for (ParkedThreadsProgram.Before before : ParkedThreadsProgram.Before.values()) {
      bytes.add(
          before.label(),
          tracked.label(),
          Program.figure(jvmArguments, ParkedThreadsProgram.class, tracked.name(), before.name()));
    }
  }

  private void shortThreads(Tracked tracked) throws IOException, InterruptedException {
    if (Runtime.version().feature() < 21) {
      micros.notMeasured(SHORT, tracked.label(), "this JDK has no virtual threads");
      return;
    }
    List<String> jvmArguments = new ArrayList<>(SMALL_JVM);
    jvmArguments.add("-XX:+EnableDynamicAgentLoading");
    micros.add(
        SHORT,
        tracked.label(),
        Program.figure(jvmArguments, ShortThreadsProgram.class, tracked.name()));
  }
}
