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
public record HeapExamination(Path folder, long maxHeapBytes, Duration maxReading) {

  private static final long MAX_HEAP_BYTES = 3L << 29;
  private static final long MAX_DUMP_BYTES = 2L << 30;
  private static final Duration MAX_READING = Duration.ofSeconds(60);

  /** In the folder for temporary files, within the bounds that {@code docs/leaks.md} states. */
  public static HeapExamination usual() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    return new HeapExamination(folder, MAX_HEAP_BYTES, MAX_READING);
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
    try {
      if (usedBytes() > maxHeapBytes && FullCollection.run()) {
        checkSize("heap holds", usedBytes(), maxHeapBytes, "searched for leaks");
      }
      return new Answer<>(Optional.of(read(probe, question)), "");
    } catch (BoundExceededException e) {
      return Answer.uncertified(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return Answer.uncertified(
          "this JVM has too little memory to read a dump of its heap; give it more with -Xmx");
    } catch (IOException | RuntimeException e) {
      return Answer.uncertified(
          "no heap dump could be taken and read in "
              + folder
              + " ("
              + e
              + "); free disk space there, or name another folder with -Djava.io.tmpdir");
    }
  }

  private static void checkSize(String what, long bytes, long most, String done)
      throws BoundExceededException {
    if (bytes > most) {
      throw new BoundExceededException(
          String.format(
              "the %s %s, more than the %s that are %s; test with less live data",
              what, ByteSize.ofBytes(bytes), ByteSize.ofBytes(most), done));
    }
  }

  private static long usedBytes() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  private <T> T read(DumpProbe probe, Question<T> question)
      throws IOException, BoundExceededException {
    try (HeapDumpFile dump = dump(probe)) {
      long dumpBytes = dump.bytes();
      checkSize("heap dump has", dumpBytes, MAX_DUMP_BYTES, "read");
      HeapReader.Content content =
          HeapReader.read(dump.path(), probe.token, new Deadline(maxReading));
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
