package io.trackmemory.tracker.heap;

import java.io.IOException;

/**
 * What {@link HprofRecords} finds in a heap dump, in the order of the file. Methods that are given
 * the input may read up to as many bytes as they are told; the rest is skipped.
 */
interface HprofVisitor {

  /** A name, of {@code bytes} bytes in UTF-8. */
  default void name(long id, HprofInput input, int bytes) throws IOException {}

  /** The name of a class, as the JVM writes it. */
  default void className(long classId, long nameId) {}

  /** An object that the JVM holds. */
  default void root(GcRoot.Kind kind, long id) {}

  /** A class with its fields. */
  default void classDump(ClassDump dump) {}

  /** An object whose values, those of its class's own fields first, take {@code bytes}. */
  void instance(long id, long classId, long bytes, HprofInput input)
      throws IOException, BoundExceededException;

  /** An array of references, whose ids follow. */
  void objectArray(long id, long classId, int length, HprofInput input)
      throws IOException, BoundExceededException;

  /** An array of other values. */
  void primitiveArray(long id, ValueType type, int length, HprofInput input)
      throws IOException, BoundExceededException;
}
