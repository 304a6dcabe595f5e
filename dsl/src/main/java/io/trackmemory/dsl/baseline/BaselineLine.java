package io.trackmemory.dsl.baseline;

import java.util.Comparator;

/**
 * What one method of the user's had made of one type.
 *
 * @param typeName the type, as messages print it
 * @param method class and method, {@code com.acme.OrderBook.match}; a lambda is the method that it
 *     is written in; or {@link #NO_METHOD} or {@link #UNKNOWN_METHOD}
 * @param count objects
 * @param bytes their bytes, in the layout that they were measured in
 */
public record BaselineLine(String typeName, String method, long count, long bytes) {

  /** Where no method of the user's called what made it. */
  public static final String NO_METHOD = "(no method of yours)";

  /** Where a library made it and it is not known of each whose call it was. */
  public static final String UNKNOWN_METHOD = "(methods not known)";

  static final Comparator<BaselineLine> ORDER =
      Comparator.comparing(BaselineLine::method).thenComparing(BaselineLine::typeName);

  /** Checks that there is something. */
  public BaselineLine {
    if (count <= 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "a line must be of 1 object or more, and no negative bytes: " + count + ", " + bytes);
    }
  }

  /** What stays the same where the figures change. */
  String key() {
    return typeName + " in " + method;
  }

  /** Both together, in this one's method. */
  BaselineLine plus(BaselineLine other) {
    return new BaselineLine(typeName, method, count + other.count, bytes + other.bytes);
  }

  /** The same in another method. */
  BaselineLine in(String otherMethod) {
    return new BaselineLine(typeName, otherMethod, count, bytes);
  }

  /** As files have it. */
  @Override
  public String toString() {
    return count + " x " + key() + ": " + bytes + " B";
  }
}
