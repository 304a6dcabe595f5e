package io.trackmemory.tracker.gate;

/** What was taken off the heap, or opened, in the order in which the recorder numbers it. */
public enum OffHeapKind {
  DIRECT("direct buffer"),
  MAPPED("mapped buffer"),
  SEGMENT("memory segment"),
  UNSAFE("Unsafe memory"),
  INFLATER("zlib inflater"),
  DEFLATER("zlib deflater"),
  OTHER("native memory of the JDK"),
  /** A buffer that the JDK keeps for itself, a bounded number of them a thread. */
  JDK("buffer that the JDK keeps"),
  FILE("open file"),
  SOCKET("open socket");

  /** As rows and messages name it. */
  public final String label;

  OffHeapKind(String label) {
    this.label = label;
  }
}
