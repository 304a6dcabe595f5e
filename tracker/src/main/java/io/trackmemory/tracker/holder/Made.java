package io.trackmemory.tracker.holder;

/** Who had an object made. */
public enum Made {
  /** A line of the user's own code: {@code new}, an array, boxing, a lambda. */
  BY_USER,
  /** Code of the JDK that the user's own code called, or nobody knows who. */
  FOR_USER,
  /** A library, be it by code of the JDK. */
  BY_LIBRARY
}
