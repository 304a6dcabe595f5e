package io.trackmemory.tracker.hook;

/**
 * How arrays are laid out. Constants to the JIT compiler: read once, after {@link Given#layOut}.
 */
public final class ArrayLayout {

  static final int BYTE_BASE = Given.LAYOUT[0];
  static final int SHORT_BASE = Given.LAYOUT[1];
  static final int INT_BASE = Given.LAYOUT[2];
  static final int LONG_BASE = Given.LAYOUT[3];
  static final int REFERENCE_BASE = Given.LAYOUT[4];
  static final int REFERENCE_SHIFT = Given.LAYOUT[5];
  static final long ALIGNMENT = Given.LAYOUT[6];
  static final int INTEGER_CACHE_HIGH = Given.LAYOUT[7];

  private ArrayLayout() {}

  /** Bytes of an array of bytes. */
  static long bytesOf(int length) {
    return (BYTE_BASE + length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** What the constants are made of. */
  public static final class Given {
    private static final int[] LAYOUT = new int[8];

    private Given() {}

    /** Says how objects are laid out, before anything is counted. */
    public static void layOut(int[] layout) {
      System.arraycopy(layout, 0, LAYOUT, 0, layout.length);
    }
  }
}
