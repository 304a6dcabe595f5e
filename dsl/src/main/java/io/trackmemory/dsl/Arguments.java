package io.trackmemory.dsl;

import java.time.Duration;
import java.util.Arrays;

/**
 * Checks arguments; each error names the argument, the rule and the value.
 *
 * @param refused is run before one is thrown
 */
record Arguments(Runnable refused) {

  /** Of calls that begin an assert. */
  static final Arguments ALONE = new Arguments(() -> {});

  private IllegalArgumentException error(String message) {
    refused.run();
    return new IllegalArgumentException(message);
  }

  long notNegative(String name, long value) {
    if (value < 0) {
      throw error(name + " must not be negative: " + value);
    }
    return value;
  }

  long positive(String name, long value) {
    notNegative(name, value);
    if (value == 0) {
      throw error(name + " must be positive: " + value);
    }
    return value;
  }

  Duration notNegative(String name, Duration value) {
    if (notNull(name, value).isNegative()) {
      throw error(name + " must not be negative: " + value);
    }
    return value;
  }

  <T> T notNull(String name, T value) {
    if (value == null) {
      throw error(name + " must not be null");
    }
    return value;
  }

  void noneNull(String name, Object[] values) {
    if (Arrays.asList(notNull(name, values)).contains(null)) {
      throw error(name + " must not contain null");
    }
  }

  String notBlank(String name, String value) {
    if (notNull(name, value).isBlank()) {
      throw error(name + " must not be blank: \"" + value + "\"");
    }
    return value;
  }

  String baselineName(String name, String value) {
    boolean plain =
        notBlank(name, value).strip().equals(value)
            && value.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (!plain) {
      throw error(
          name
              + " must have no slash, no control character and no blank around it: \""
              + value
              + "\"");
    }
    return value;
  }

  void ascending(String name, int[] values) {
    boolean ascends = notNull(name, values).length > 1 && values[0] > 0;
    for (int i = 1; i < values.length; i++) {
      ascends &= values[i] > values[i - 1];
    }
    if (!ascends) {
      throw error(
          name
              + " must be two or more positive numbers, each larger than the one before, such as"
              + " [64, 256, 1024, 4096, 16384]: "
              + Arrays.toString(values));
    }
  }

  Budget limiting(Budget budget) {
    if (notNull("budget", budget).parts().isEmpty()) {
      throw error("budget must limit something: " + budget);
    }
    return budget;
  }

  Class<?> typeOfObjects(Class<?> type) {
    if (notNull("type", type).isPrimitive()) {
      throw error("type must be one that objects have: " + type);
    }
    return type;
  }
}
