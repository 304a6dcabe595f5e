package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.leak.LeakFindings.Apart;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells what holds objects that survived a full collection, by a heap dump that is deleted again.
 *
 * <p>Any thread may call it; searches at the same time do not disturb each other. Costs a dump and
 * a walk over all live objects: see {@code docs/leaks.md} for figures. Heaps that are too large are
 * not searched, and said so.
 */
public final class LeakSearch {

  static final long MAX_HEAP_BYTES = 3L << 29;
  static final long MAX_DUMP_BYTES = 2L << 30;
  private static final long MAX_DUMP_BYTES_FOR_SIZES = 256L << 20;
  private static final Duration MAX_READING = Duration.ofSeconds(60);
  private static final Duration MAX_SIZING = Duration.ofSeconds(2);

  private final Path folder;
  private final long maxHeapBytes;
  private final Duration maxReading;

  LeakSearch(Path folder, long maxHeapBytes, Duration maxReading) {
    this.folder = folder;
    this.maxHeapBytes = maxHeapBytes;
    this.maxReading = maxReading;
  }

  /** Searches for the holders of a query's survivors. */
  public static LeakFindings search(LeakQuery query) {
    return new LeakSearch(HeapDumpFile.defaultParent(), MAX_HEAP_BYTES, MAX_READING).run(query);
  }

  /** Searches within the bounds given. */
  LeakFindings run(LeakQuery query) {
    if (query.survivors().isEmpty()) {
      return LeakFindings.NONE;
    }
    if (query.survivors().stream().allMatch(query::isNotHolder)) {
      return testInstances(query); // a clean test must not cost a dump
    }
    if (usedBytes() > maxHeapBytes && FullCollection.run() && usedBytes() > maxHeapBytes) {
      return LeakFindings.uncertified(tooLarge(usedBytes(), maxHeapBytes));
    }
    try {
      return judge(query);
    } catch (BoundExceededException e) {
      return LeakFindings.uncertified(e.causeAndAdvice());
    } catch (OutOfMemoryError e) {
      return LeakFindings.uncertified(
          "this JVM has too little memory to read a dump of its heap; give it more with -Xmx");
    } catch (IOException | RuntimeException e) {
      return LeakFindings.uncertified(noDump(folder, e));
    }
  }

  static String noDump(Path folder, Exception cause) {
    return "no heap dump could be taken and read in "
        + folder
        + " ("
        + cause
        + "); free disk space there, or name another folder with -Djava.io.tmpdir";
  }

  private static LeakFindings testInstances(LeakQuery query) {
    List<Integer> all = IntStream.range(0, query.survivors().size()).boxed().toList();
    return new LeakFindings(
        List.of(), List.of(new Apart(LeakAnalysis.ASKED, all)), Optional.empty());
  }

  private static long usedBytes() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  static String tooLarge(long usedBytes, long maxHeapBytes) {
    return "the heap holds "
        + ByteSize.ofBytes(usedBytes)
        + ", more than the "
        + ByteSize.ofBytes(maxHeapBytes)
        + " that are searched for leaks; test with less live data";
  }

  private LeakFindings judge(LeakQuery query) throws IOException, BoundExceededException {
    DumpProbe probe = new DumpProbe(query);
    try (HeapDumpFile dump = dump(probe)) {
      long dumpBytes = dump.bytes();
      if (dumpBytes > MAX_DUMP_BYTES) {
        throw new BoundExceededException(
            "the heap dump has "
                + ByteSize.ofBytes(dumpBytes)
                + ", more than the "
                + ByteSize.ofBytes(MAX_DUMP_BYTES)
                + " that are read; test with less live data");
      }
      HeapReader.Content content =
          HeapReader.read(dump.path(), probe.token, Deadline.in(maxReading));
      requireShown(query, Probed.in(content).survivors());
      return new LeakAnalysis(content, query)
          .findings(dumpBytes <= MAX_DUMP_BYTES_FOR_SIZES, Deadline.in(MAX_SIZING));
    }
  }

  private HeapDumpFile dump(DumpProbe probe) throws IOException {
    try {
      return HeapDumpFile.take(folder);
    } finally {
      Reference.reachabilityFence(probe);
    }
  }

  /** An object that the dump lacks must have been collected: never is a leak lost on the way. */
  private static void requireShown(LeakQuery query, List<Integer> nodes) throws IOException {
    for (int i = 0; i < query.survivors().size(); i++) {
      if (nodes.get(i) < 0 && !query.survivors().get(i).refersTo(null)) {
        throw new IOException("the heap dump lacks an object that is alive");
      }
    }
  }
}
