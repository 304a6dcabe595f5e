package io.trackmemory.tracker.heap;

import org.jspecify.annotations.Nullable;

/**
 * An object that the JVM itself holds.
 *
 * @param node the object
 * @param kind how
 * @param threadName name of the thread if it is one that runs, else empty
 */
public record GcRoot(int node, Kind kind, String threadName) {

  /** How the JVM holds an object. */
  enum Kind {
    UNKNOWN(0xFF, 0, 0, false),
    JNI_GLOBAL(0x01, 1, 0, false),
    JNI_LOCAL(0x02, 0, 8, true),
    JAVA_FRAME(0x03, 0, 8, true),
    NATIVE_STACK(0x04, 0, 4, true),
    SYSTEM_CLASS(0x05, 0, 0, false),
    THREAD_BLOCK(0x06, 0, 4, true),
    MONITOR(0x07, 0, 0, true),
    THREAD(0x08, 0, 8, false);

    private final int tag;
    private final int moreIds;
    private final int moreBytes;
    private final boolean inFrame;

    Kind(int tag, int moreIds, int moreBytes, boolean inFrame) {
      this.tag = tag;
      this.moreIds = moreIds;
      this.moreBytes = moreBytes;
      this.inFrame = inFrame;
    }

    /** The kind that a heap dump gives this tag, or {@code null} if there is none. */
    static @Nullable Kind of(int tag) {
      for (Kind kind : values()) {
        if (kind.tag == tag) {
          return kind;
        }
      }
      return null;
    }

    /** Bytes that follow the id of the object: of a JNI handle, a thread, or a frame's number. */
    int moreBytes(int idBytes) {
      return moreIds * idBytes + moreBytes;
    }
  }

  /** Whether only running methods hold the object. */
  public boolean inFrame() {
    return kind.inFrame;
  }

  public boolean isThread() {
    return kind == Kind.THREAD;
  }
}
