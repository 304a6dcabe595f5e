package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemoryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test may leave behind.
 *
 * @param count objects, empty for no limit
 * @param bytes their bytes, empty for no limit
 * @param libraries what becomes of what libraries keep
 */
record LeakLimit(
    Optional<Asked<Long>> count, Optional<Asked<ByteSize>> bytes, Libraries libraries) {

  /* Known leaks: a list of many is none that anybody should accept. */
  private static final int OFFERED = 3;

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
    return new LeakLimit(AllocationLimit.asked(name, count), bytes, annotation.libraries());
  }

  static LeakLimit of(Asked<LeakAllowance> allowance) {
    return allowance.value() instanceof LeakAllowance.Bytes size
        ? new LeakLimit(Optional.empty(), Optional.of(as(allowance, size.size())), Libraries.TOLD)
        : new LeakLimit(
            Optional.of(as(allowance, ((LeakAllowance.Objects) allowance.value()).count())),
            Optional.empty(),
            Libraries.TOLD);
  }

  private static <T> Asked<T> as(Asked<?> allowance, T value) {
    return new Asked<>(value, allowance.words(), allowance.key());
  }

  /** Nothing. */
  static LeakLimit none(Asked<ForbiddenLeaks> forbidden) {
    return new LeakLimit(
        Optional.of(as(forbidden, 0L)), Optional.empty(), forbidden.value().libraries());
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
            judging(scope).hasNoLeaks();
          } else {
            judging(scope).hasLeakCountAtMost(asked.value());
          }
        },
        (failure, scope) -> accepting(judged(scope)));
  }

  private Limit ofBytes(Asked<ByteSize> asked) {
    return new Limit(
        asked.words(),
        scope -> judging(scope).hasLeakedBytesAtMost(asked.value()),
        (failure, scope) -> accepting(judged(scope)));
  }

  private MemoryAssert judging(MemoryScope scope) {
    MemoryAssert asserted = assertThatMemory(scope);
    return libraries == Libraries.JUDGED ? asserted.judgingLibraries() : asserted;
  }

  private List<Leak> judged(MemoryScope scope) {
    LeakResult result = scope.snapshot().leakResult();
    return libraries == Libraries.JUDGED
        ? Stream.concat(result.leaks().stream(), result.told().stream()).toList()
        : result.leaks();
  }

  private boolean isNone() {
    return count.filter(asked -> asked.value() == 0).isPresent();
  }

  /** A higher limit, where there is one; and the known leaks that would be. */
  private String accepting(List<Leak> leaks) {
    String known =
        leaks.stream()
            .limit(OFFERED)
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
