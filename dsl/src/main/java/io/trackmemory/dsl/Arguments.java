package io.trackmemory.dsl;

import java.time.Duration;

/** Checks arguments; each error names the argument, the rule and the value. */
final class Arguments {

  private Arguments() {}

  static long notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    return value;
  }

  static long positive(String name, long value) {
    notNegative(name, value);
    if (value == 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
    return value;
  }

  static Duration notNegative(String name, Duration value) {
    if (notNull(name, value).isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    return value;
  }

  static <T> T notNull(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " must not be null");
    }
    return value;
  }

  static String notBlank(String name, String value) {
    if (notNull(name, value).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank: \"" + value + "\"");
    }
    return value;
  }

  static Class<?> typeOfObjects(Class<?> type) {
    if (notNull("type", type).isPrimitive()) {
      throw new IllegalArgumentException("type must be one that objects have: " + type);
    }
    return type;
  }
}
