package io.trackmemory.acceptance.code;

import java.util.Arrays;

/** Makes objects of 16 bytes, of a type for each of those that make them at the same time. */
public final class Marks {

  private static final Object[] KEPT = new Object[5];
  private static volatile Object sink = KEPT;

  private Marks() {}

  /** What was made last, or nothing of interest. */
  public static Object last() {
    return sink;
  }

  /** What the first of them makes. */
  public static final class First {}

  /** What the second makes. */
  public static final class Second {}

  /** What the third makes. */
  public static final class Third {}

  /** Makes some of the first type. */
  public static void first(int count) {
    for (int i = 0; i < count; i++) {
      sink = new First();
    }
    sink = KEPT;
  }

  /** Makes some of the second type. */
  public static void second(int count) {
    for (int i = 0; i < count; i++) {
      sink = new Second();
    }
    sink = KEPT;
  }

  /** Makes some of the third type. */
  public static void third(int count) {
    for (int i = 0; i < count; i++) {
      sink = new Third();
    }
    sink = KEPT;
  }

  /** Makes five of the third type and keeps them. */
  public static void keepFive() {
    for (int i = 0; i < KEPT.length; i++) {
      KEPT[i] = new Third();
    }
  }

  /** Keeps none any more. */
  public static void clear() {
    Arrays.fill(KEPT, null);
  }
}
