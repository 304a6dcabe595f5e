package io.trackmemory.sample;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.TypeStatistics;
import java.util.Arrays;

/** Makes marks, 16 bytes each, and keeps some. Any thread may call it. */
public final class Marks {

  private static final Object[] KEPT = new Object[64];
  private static int kept;

  private static volatile Object sink = "";

  private Marks() {}

  /** What was made last, or nothing of interest. */
  public static Object last() {
    return sink;
  }

  /** What is counted. */
  public static final class Mark {}

  /** Makes some and keeps none. */
  public static void make(int count) {
    for (int i = 0; i < count; i++) {
      sink = new Mark();
    }
    sink = "";
  }

  /** Makes one, which a static field keeps. */
  public static Object kept() {
    keep();
    return KEPT;
  }

  /** Makes one and keeps it. */
  public static void keep() {
    keep(new Mark());
  }

  private static synchronized void keep(Mark mark) {
    KEPT[kept++] = mark;
  }

  /** Keeps none any more. */
  public static synchronized void clear() {
    Arrays.fill(KEPT, null);
    kept = 0;
  }

  /** How many a snapshot counted. */
  public static long in(MemorySnapshot snapshot) {
    return snapshot.types().stream()
        .filter(type -> type.typeName().equals(Mark.class.getName()))
        .mapToLong(TypeStatistics::count)
        .sum();
  }
}
