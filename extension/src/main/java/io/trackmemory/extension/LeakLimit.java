package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Leak;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a test may leave behind.
 *
 * @param count objects, empty for no limit
 * @param bytes their bytes, empty for no limit
 */
record LeakLimit(Optional<Asked<Long>> count, Optional<Asked<ByteSize>> bytes) {

  /**
   * Reads the annotation.
   *
   * @throws IllegalArgumentException if it limits nothing, or a value is not allowed
   */
  static LeakLimit of(LimitLeaks annotation) {
    String name = "@LimitLeaks";
    OptionalLong count = AllocationLimit.count(name, annotation.count());
    Optional<Asked<ByteSize>> bytes = AllocationLimit.bytes(name, annotation.bytes());
    if (count.isEmpty() && bytes.isEmpty()) {
      throw new IllegalArgumentException("@LimitLeaks must have a count, bytes or both");
    }
    return new LeakLimit(AllocationLimit.asked(name, count), bytes);
  }

  static LeakLimit of(Asked<LeakAllowance> allowance) {
    return allowance.value() instanceof LeakAllowance.Bytes size
        ? new LeakLimit(Optional.empty(), Optional.of(as(allowance, size.size())))
        : new LeakLimit(
            Optional.of(as(allowance, ((LeakAllowance.Objects) allowance.value()).count())),
            Optional.empty());
  }

  private static <T> Asked<T> as(Asked<?> allowance, T value) {
    return new Asked<>(value, allowance.words(), allowance.key());
  }

  /** Nothing. */
  static LeakLimit none(String words) {
    return new LeakLimit(Optional.of(Asked.by(words, 0L)), Optional.empty());
  }

  /** One on objects, one on bytes, as far as there are. */
  List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    count.map(this::ofObjects).ifPresent(limits::add);
    bytes.map(this::ofBytes).ifPresent(limits::add);
    return limits;
  }

  private Limit ofObjects(Asked<Long> asked) {
    return new Limit(
        asked.words(),
        scope -> {
          if (asked.value() == 0) {
            assertThatMemory(scope).hasNoLeaks();
          } else {
            assertThatMemory(scope).hasLeakCountAtMost(asked.value());
          }
        },
        (failure, scope) -> accepting(scope.snapshot().leakResult().leaks()));
  }

  private Limit ofBytes(Asked<ByteSize> asked) {
    return new Limit(
        asked.words(),
        scope -> assertThatMemory(scope).hasLeakedBytesAtMost(asked.value()),
        (failure, scope) -> accepting(scope.snapshot().leakResult().leaks()));
  }

  private boolean isNone() {
    return count.filter(asked -> asked.value() == 0).isPresent();
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
    long objects = leaks.stream().mapToLong(Leak::objectCount).sum();
    String size = leaks.stream().mapToLong(Leak::shallowBytes).sum() + " B";
    String ofObjects = "count = " + objects;
    String ofBytes = "bytes = \"" + size + "\"";
    if (count.isPresent() && bytes.isPresent()) {
      return "@LimitLeaks(" + ofObjects + ", " + ofBytes + ")";
    }
    return count
        .map(asked -> asked.accepting("@LimitLeaks(" + ofObjects + ")", String.valueOf(objects)))
        .orElseGet(() -> bytes.orElseThrow().accepting("@LimitLeaks(" + ofBytes + ")", size));
  }
}
