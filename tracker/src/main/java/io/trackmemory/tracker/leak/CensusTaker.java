package io.trackmemory.tracker.leak;

import io.trackmemory.tracker.ByteSize;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Takes a census of the live heap by a heap dump that is deleted again. Any thread may call it;
 * costs what a search for leaks costs.
 */
public final class CensusTaker {

  private static final Duration MAX_READING = Duration.ofSeconds(60);

  private final LeakQuery query;
  private final Path folder;

  /** Takes them with the extra roots and patterns of a query, which asks for no object. */
  public CensusTaker(LeakQuery query) {
    this(query, HeapDumpFile.defaultParent());
  }

  CensusTaker(LeakQuery query, Path folder) {
    this.query = query;
    this.folder = folder;
  }

  /** No census could be taken. */
  public static final class ImpossibleException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why, and what to do. */
    public ImpossibleException(String causeAndAdvice) {
      super(causeAndAdvice);
    }

    ImpossibleException(String causeAndAdvice, Throwable cause) {
      super(causeAndAdvice, cause);
    }
  }

  /**
   * Takes one.
   *
   * @param before the one before, which tells what came since
   */
  public HeapCensus take(HeapCensus before) throws ImpossibleException {
    DumpProbe probe = new DumpProbe(query);
    try (HeapDumpFile dump = dump(probe)) {
      long dumpBytes = dump.bytes();
      if (dumpBytes > LeakSearch.MAX_DUMP_BYTES) {
        throw new BoundExceededException(
            "the heap dump has "
                + ByteSize.ofBytes(dumpBytes)
                + ", more than the "
                + ByteSize.ofBytes(LeakSearch.MAX_DUMP_BYTES)
                + " that are read; test with less live data");
      }
      HeapReader.Content content =
          HeapReader.read(dump.path(), probe.token, Deadline.in(MAX_READING));
      return new HeldObjects(content, query).census(before);
    } catch (BoundExceededException e) {
      throw new ImpossibleException(e.causeAndAdvice(), e);
    } catch (OutOfMemoryError e) {
      throw new ImpossibleException(
          "this JVM has too little memory to read a dump of its heap; give it more with -Xmx", e);
    } catch (IOException | RuntimeException e) {
      throw new ImpossibleException(LeakSearch.noDump(folder, e), e);
    }
  }

  private HeapDumpFile dump(DumpProbe probe) throws IOException, BoundExceededException {
    Runtime jvm = Runtime.getRuntime();
    long usedBytes = jvm.totalMemory() - jvm.freeMemory(); // a collection has just run
    if (usedBytes > LeakSearch.MAX_HEAP_BYTES) {
      throw new BoundExceededException(LeakSearch.tooLarge(usedBytes, LeakSearch.MAX_HEAP_BYTES));
    }
    try {
      return HeapDumpFile.take(folder);
    } finally {
      Reference.reachabilityFence(probe);
    }
  }
}
