package io.trackmemory.tracker.heap;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of fields and elements in a heap dump. */
enum ValueType {
  OBJECT(2, 0),
  BOOLEAN(4, 1),
  CHAR(5, 2),
  FLOAT(6, 4),
  DOUBLE(7, 8),
  BYTE(8, 1),
  SHORT(9, 2),
  INT(10, 4),
  LONG(11, 8);

  private static final ValueType[] ALL = values();

  /** In the order of the types, which the first has none of. */
  private static final String DESCRIPTORS = "-ZCFDBSIJ";

  private final int code;
  private final int bytes;
  private final String javaName;

  ValueType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
    this.javaName = name().toLowerCase(Locale.ROOT);
  }

  /** The type with a code, or {@code null} if there is none. */
  static @Nullable ValueType of(int code) {
    return code == OBJECT.code ? OBJECT : code > 3 && code < 12 ? ALL[code - 3] : null;
  }

  /** Stands for the class of arrays of these values, which a dump does not name. */
  long arrayClassId() {
    return -code;
  }

  /** What {@link #arrayClassId} gave the id for, {@code null} if it is that of a class. */
  static @Nullable ValueType ofArrayClass(long classId) {
    return classId < 0 && classId > Byte.MIN_VALUE ? of((int) -classId) : null;
  }

  /** Bytes of a value in a dump whose ids take {@code idBytes}. */
  int dumpedBytes(int idBytes) {
    return this == OBJECT ? idBytes : bytes;
  }

  /** {@code int} for {@code I}; what is no descriptor as it is. */
  static String javaName(String descriptor) {
    int type = descriptor.length() == 1 ? DESCRIPTORS.indexOf(descriptor) : -1;
    return type < 0 ? descriptor : ALL[type].javaName;
  }

  /** {@code int}; {@code object} for any reference. */
  String javaName() {
    return javaName;
  }
}
