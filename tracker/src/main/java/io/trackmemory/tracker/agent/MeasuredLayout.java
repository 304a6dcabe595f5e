package io.trackmemory.tracker.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Array;

/** Measures how this JVM lays out arrays, whatever its flags. */
final class MeasuredLayout {

  private MeasuredLayout() {}

  /** Values in the order in which the hook reads them. */
  static int[] of(Instrumentation instrumentation) {
    long alignment = alignment(instrumentation);
    int references = shift(instrumentation);
    return new int[] {
      base(instrumentation, byte.class, 0),
      base(instrumentation, short.class, 1),
      base(instrumentation, int.class, 2),
      base(instrumentation, long.class, 3),
      base(instrumentation, Object.class, references),
      references,
      (int) alignment,
      integerCacheHigh()
    };
  }

  /* Sizes are multiples of the alignment, and some two neighbours differ by just that. */
  private static long alignment(Instrumentation instrumentation) {
    long smallest = Long.MAX_VALUE;
    long before = instrumentation.getObjectSize(new byte[0]);
    for (int length = 1; length <= 512; length++) {
      long size = instrumentation.getObjectSize(new byte[length]);
      if (size > before) {
        smallest = Math.min(smallest, size - before);
      }
      before = size;
    }
    return smallest;
  }

  private static int shift(Instrumentation instrumentation) {
    long bytes =
        instrumentation.getObjectSize(new Object[2048])
            - instrumentation.getObjectSize(new Object[1024]);
    return bytes == 1024 * 4 ? 2 : 3;
  }

  /* The padding hides the base; the longest array that still fits in a size tells it. */
  private static int base(Instrumentation instrumentation, Class<?> element, int shift) {
    long base = Long.MAX_VALUE;
    for (int length = 0; length < 512; length++) {
      long size = instrumentation.getObjectSize(Array.newInstance(element, length));
      base = Math.min(base, size - ((long) length << shift));
    }
    return Math.toIntExact(base);
  }

  private static int integerCacheHigh() {
    int high = 127;
    while (high < Integer.MAX_VALUE - 1 && isCached(high + 1)) {
      high++;
    }
    return high;
  }

  @SuppressWarnings({"BoxedPrimitiveEquality", "ReferenceEquality"}) // asks for identity
  private static boolean isCached(int value) {
    Integer one = value;
    Integer other = value;
    return one == other; // identity tells whether it is cached
  }
}
