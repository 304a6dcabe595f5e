package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@link LimitAllocations} allows, read and checked.
 *
 * @param count objects allowed, empty for no limit
 * @param bytes bytes allowed, empty for no limit
 */
record AllocationLimit(OptionalLong count, Optional<Asked<ByteSize>> bytes) {

  /** Value of {@link LimitAllocations#count()} where it is left out: no number a user writes. */
  static final long NOT_GIVEN = Long.MIN_VALUE;

  /**
   * Reads the annotation.
   *
   * @throws IllegalArgumentException if it limits nothing, or a value is not allowed
   */
  static AllocationLimit of(LimitAllocations annotation) {
    OptionalLong count = count("@LimitAllocations", annotation.count());
    Optional<Asked<ByteSize>> bytes = bytes("@LimitAllocations", annotation.bytes());
    if (count.isEmpty() && bytes.isEmpty()) {
      throw new IllegalArgumentException("@LimitAllocations must have a count, bytes or both");
    }
    return new AllocationLimit(count, bytes);
  }

  /** The limit on objects, in its user's words. */
  Optional<Asked<Long>> askedCount() {
    return asked("@LimitAllocations", count);
  }

  static Optional<Asked<Long>> asked(String annotation, OptionalLong count) {
    return count.stream()
        .mapToObj(number -> Asked.by(annotation + "(count = " + number + ")", number))
        .findFirst();
  }

  /** The {@code count} of an annotation, empty where it is left out. */
  static OptionalLong count(String annotation, long count) {
    if (count == NOT_GIVEN) {
      return OptionalLong.empty();
    }
    if (count < 0) {
      throw new IllegalArgumentException(
          "count of " + annotation + " must not be negative: " + count);
    }
    return OptionalLong.of(count);
  }

  /** The {@code bytes} of an annotation, empty where they are left out. */
  static Optional<Asked<ByteSize>> bytes(String annotation, String bytes) {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      String words = annotation + "(bytes = \"" + bytes + "\")";
      return Optional.of(Asked.by(words, ByteSize.parse(bytes)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("bytes of " + annotation + ": " + e.getMessage(), e);
    }
  }
}
