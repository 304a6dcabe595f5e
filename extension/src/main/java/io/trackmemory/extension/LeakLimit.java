package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.MemoryScope;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What a test may leave behind.
 *
 * @param count objects, empty for no limit
 * @param bytes their bytes, empty for no limit
 */
record LeakLimit(OptionalLong count, Optional<ByteSize> bytes) {

  /** Nothing. */
  static final LeakLimit NONE = new LeakLimit(OptionalLong.of(0), Optional.empty());

  /**
   * Reads the annotation.
   *
   * @throws IllegalArgumentException if it limits nothing, or a value is not allowed
   */
  static LeakLimit of(LimitLeaks annotation) {
    OptionalLong count = AllocationLimit.count("@LimitLeaks", annotation.count());
    Optional<ByteSize> bytes = AllocationLimit.bytes("@LimitLeaks", annotation.bytes());
    if (count.isEmpty() && bytes.isEmpty()) {
      throw new IllegalArgumentException("@LimitLeaks must have a count, bytes or both");
    }
    return new LeakLimit(count, bytes);
  }

  static LeakLimit of(LeakAllowance allowance) {
    return allowance instanceof LeakAllowance.Bytes size
        ? new LeakLimit(OptionalLong.empty(), Optional.of(size.size()))
        : new LeakLimit(
            OptionalLong.of(((LeakAllowance.Objects) allowance).count()), Optional.empty());
  }

  Limit limit() {
    return new Limit(toString(), this::check, failure -> "");
  }

  private void check(MemoryScope scope) {
    try {
      if (isNone()) {
        assertThatMemory(scope).hasNoLeaks();
      } else {
        count.ifPresent(limit -> assertThatMemory(scope).hasLeakCountAtMost(limit));
      }
      bytes.ifPresent(limit -> assertThatMemory(scope).hasLeakedBytesAtMost(limit));
    } catch (AssertionFailedError failure) {
      throw Limit.accepting(failure, accepting(scope.snapshot().leakResult().leaks()));
    }
  }

  private boolean isNone() {
    return count.isPresent() && count.getAsLong() == 0;
  }

  /** A higher limit, where there is one; and the known leaks that would be. */
  private String accepting(List<Leak> leaks) {
    String known =
        leaks.stream()
            .map(leak -> ExpectedLeak.accepting(leak.signature()))
            .collect(Collectors.joining(" "));
    return isNone() ? known : higher(leaks) + " or " + known;
  }

  private String higher(List<Leak> leaks) {
    String objects = "count = " + leaks.stream().mapToLong(Leak::objectCount).sum();
    String size = "bytes = \"" + leaks.stream().mapToLong(Leak::shallowBytes).sum() + " B\"";
    if (count.isPresent() && bytes.isPresent()) {
      return "@LimitLeaks(" + objects + ", " + size + ")";
    }
    return "@LimitLeaks(" + (count.isPresent() ? objects : size) + ")";
  }

  /** What it asks, as it follows "Cannot certify". */
  @Override
  public String toString() {
    if (isNone()) {
      return "no leaks";
    }
    String objects =
        count.isPresent()
            ? "at most "
                + count.getAsLong()
                + (count.getAsLong() == 1 ? " leaked object" : " leaked objects")
            : "";
    String size = bytes.map(limit -> "at most " + limit + " leaked").orElse("");
    return objects + (objects.isEmpty() || size.isEmpty() ? "" : ", ") + size;
  }
}
