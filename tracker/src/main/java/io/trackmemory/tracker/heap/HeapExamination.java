package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.ByteSize;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a question to a dump of the live heap, which is deleted again. Heaps that are too large are
 * not read, and said so. Any thread may call it.
 */
public final class HeapExamination {

  private static final long MAX_HEAP_BYTES = 3L << 29;
  private static final long MAX_DUMP_BYTES = 2L << 30;
  private static final Duration MAX_READING = Duration.ofSeconds(60);

  private final Path folder;
  private final long maxHeapBytes;
  private final Duration maxReading;

  public HeapExamination(Path folder, long maxHeapBytes, Duration maxReading) {
    this.folder = folder;
    this.maxHeapBytes = maxHeapBytes;
    this.maxReading = maxReading;
  }

  /** In the folder for temporary files, within the bounds that {@code docs/leaks.md} states. */
  public static HeapExamination usual() {
    return new HeapExamination(HeapDumpFile.defaultParent(), MAX_HEAP_BYTES, MAX_READING);
  }

  /** What is asked of a heap. */
  @FunctionalInterface
  public interface Question<T> {
    T answer(HeapReader.Content content, long dumpBytes) throws IOException;
  }

  /**
   * What came of a question.
   *
   * @param value the answer, empty where none could be had
   * @param uncertified why none could, and what to do, without a final full stop
   */
  public record Answer<T>(Optional<T> value, String uncertified) {

    static <T> Answer<T> uncertified(String causeAndAdvice) {
      return new Answer<>(Optional.empty(), causeAndAdvice);
    }
  }

  /** Dumps the heap with {@code probe} in it, and asks. */
  public <T> Answer<T> ask(DumpProbe probe, Question<T> question) {
    if (usedBytes() > maxHeapBytes && FullCollection.run() && usedBytes() > maxHeapBytes) {
      return Answer.uncertified(tooLarge(usedBytes(), maxHeapBytes));
    }
    try {
      return new Answer<>(Optional.of(read(probe, question)), "");
    } catch (BoundExceededException e) {
      return Answer.uncertified(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return Answer.uncertified(
          "this JVM has too little memory to read a dump of its heap; give it more with -Xmx");
    } catch (IOException | RuntimeException e) {
      return Answer.uncertified(noDump(folder, e));
    }
  }

  private static String noDump(Path folder, Exception cause) {
    return "no heap dump could be taken and read in "
        + folder
        + " ("
        + cause
        + "); free disk space there, or name another folder with -Djava.io.tmpdir";
  }

  private static String tooLarge(long usedBytes, long maxHeapBytes) {
    return "the heap holds "
        + ByteSize.ofBytes(usedBytes)
        + ", more than the "
        + ByteSize.ofBytes(maxHeapBytes)
        + " that are searched for leaks; test with less live data";
  }

  private static long usedBytes() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  private <T> T read(DumpProbe probe, Question<T> question)
      throws IOException, BoundExceededException {
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
      if (content.doubt().isPresent()) {
        throw new BoundExceededException(content.doubt().get());
      }
      return question.answer(content, dumpBytes);
    }
  }

  private HeapDumpFile dump(DumpProbe probe) throws IOException {
    try {
      return HeapDumpFile.take(folder);
    } finally {
      Reference.reachabilityFence(probe);
    }
  }
}
