package io.trackmemory.held;

import java.util.List;

/** A class with a table, which nobody uses before the test. */
public final class Late {

  private static final List<Object> TABLE = List.of(new Object(), new Object());

  private Late() {}

  /** Initialises the class. */
  public static int size() {
    return TABLE.size();
  }
}
