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
    return padded(BYTE_BASE + length);
  }

  static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Bytes of any array, before its end is aligned. */
  static long unpadded(Object array) {
    if (array instanceof Object[] references) {
      return REFERENCE_BASE + ((long) references.length << REFERENCE_SHIFT);
    } else if (array instanceof byte[] bytes) {
      return (long) BYTE_BASE + bytes.length;
    } else if (array instanceof int[] ints) {
      return INT_BASE + ((long) ints.length << 2);
    } else if (array instanceof long[] longs) {
      return LONG_BASE + ((long) longs.length << 3);
    } else if (array instanceof char[] chars) {
      return SHORT_BASE + ((long) chars.length << 1);
    } else if (array instanceof double[] doubles) {
      return LONG_BASE + ((long) doubles.length << 3);
    } else if (array instanceof short[] shorts) {
      return SHORT_BASE + ((long) shorts.length << 1);
    } else if (array instanceof float[] floats) {
      return INT_BASE + ((long) floats.length << 2);
    }
    return (long) BYTE_BASE + ((boolean[]) array).length;
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
