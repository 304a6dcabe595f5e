package io.trackmemory.tracker.jvm;

/**
 * Collections that TrackMemory itself asks for, so that nobody takes them for the program's. A span
 * of them; those of the program that happen within count as forced.
 */
public final class ForcedCollections implements AutoCloseable {

  private static CollectionCounts all = CollectionCounts.NONE; // under the class's lock

  private final CollectionCounts before = CollectionCounts.read();

  private ForcedCollections(String cause) {
    CollectionLog.forcing(cause);
  }

  /**
   * Begins a span, to be closed when what was asked for has happened.
   *
   * @param cause what the JVM calls the request
   */
  public static ForcedCollections begin(String cause) {
    return new ForcedCollections(cause);
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
    CollectionLog.forced();
  }
}
