package io.trackmemory.tracker.oracle;

import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.oracle.Way.Kind;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All ways to allocate that the tests know. */
final class Ways {

  /** Keeps what was made alive, so that the JIT compiler must make it. */
  static volatile @Nullable Object sink;

  static final String[] TEXTS = {"a", "b", "c"};
  static final char[] CHARACTERS = {'a', 'b', 'c'};

  private Ways() {}

  static List<Way> all() {
    List<Way> ways = new ArrayList<>();
    arrays(ways);
    ObjectWays.addTo(ways);
    LinkedWays.addTo(ways);
    LibraryWays.addTo(ways);
    ReflectiveWays.addTo(ways);
    return ways;
  }

  static Way exact(String name, long count, ThrowingRunnable action) {
    return new Way(name, count, action, Kind.EXACT);
  }

  static Way onceWarm(String name, ThrowingRunnable action) {
    return new Way(name, -1, action, Kind.ONCE_WARM);
  }

  private static void arrays(List<Way> ways) {
    for (int i = 0; i < 10; i++) {
      int length = i;
      ways.add(exact("boolean[" + i + "]", 1, () -> sink = new boolean[length]));
      ways.add(exact("byte[" + i + "]", 1, () -> sink = new byte[length]));
      ways.add(exact("char[" + i + "]", 1, () -> sink = new char[length]));
      ways.add(exact("short[" + i + "]", 1, () -> sink = new short[length]));
      ways.add(exact("int[" + i + "]", 1, () -> sink = new int[length]));
      ways.add(exact("float[" + i + "]", 1, () -> sink = new float[length]));
      ways.add(exact("long[" + i + "]", 1, () -> sink = new long[length]));
      ways.add(exact("double[" + i + "]", 1, () -> sink = new double[length]));
      ways.add(exact("Object[" + i + "]", 1, () -> sink = new Object[length]));
      ways.add(exact("int[][" + i + "]", 1, () -> sink = new int[length][]));
      ways.add(
          exact("newInstance[" + i + "]", 1, () -> sink = Array.newInstance(String.class, length)));
    }
    ways.add(exact("int[2][3]", 3, () -> sink = new int[2][3]));
    ways.add(exact("int[0][5]", 1, () -> sink = new int[0][5]));
    ways.add(exact("int[2][0]", 3, () -> sink = new int[2][0]));
    ways.add(exact("int[2][3][]", 3, () -> sink = new int[2][3][]));
    ways.add(exact("long[2][2][2]", 7, () -> sink = new long[2][2][2]));
    ways.add(exact("String[3][4]", 4, () -> sink = new String[3][4]));
    ways.add(exact("jagged", 4, () -> sink = new int[][] {{1}, {1, 2}, {}}));
    // The second dimension's lengths are an array themselves.
    ways.add(exact("newInstance[2][3]", 4, () -> sink = Array.newInstance(long.class, 2, 3)));
    ways.add(exact("int[].clone", 2, () -> sink = new int[] {1, 2, 3}.clone()));
    ways.add(exact("Object[].clone", 2, () -> sink = new Object[] {"a", "b"}.clone()));
    ways.add(exact("int[][].clone", 2, () -> sink = new int[2][].clone()));
  }
}
