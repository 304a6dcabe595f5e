package io.trackmemory.tracker.jvm;

/**
 * Collections that TrackMemory itself asks for, so that nobody takes them for the program's. A span
 * of them; those of the program that happen within count as forced.
 */
public final class ForcedCollections implements AutoCloseable {

  private static CollectionCounts all = CollectionCounts.NONE; // under the class's lock

  private final CollectionCounts before = CollectionCounts.read();
  private final CollectionLog.Mark mark = CollectionLog.mark();

  private ForcedCollections() {}

  /** Begins a span, to be closed when what was asked for has happened. */
  public static ForcedCollections begin() {
    return new ForcedCollections();
  }

  /** Reads the collections of this JVM that were not forced. */
  public static CollectionCounts readOthers() {
    synchronized (ForcedCollections.class) {
      return CollectionCounts.read().minus(all);
    }
  }

  @Override
  public void close() {
    synchronized (ForcedCollections.class) {
      all = all.plus(CollectionCounts.read().minus(before));
    }
    CollectionLog.forced(mark);
  }
}
