package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.gib;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.dsl.Budget;
import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input, and sizes. */
@SuppressWarnings("NullAway") // nulls are what is tested
class ArgumentsTest {

  private static final MemoryAssert NOTHING = assertThatMemory(() -> {});

  private static Arguments bad(ThrowingCallable call, String message) {
    return Arguments.of(call, message);
  }

  static Stream<Arguments> badCalls() {
    return Stream.of(
        bad(() -> assertThatMemory((ThrowingRunnable) null), "action must not be null"),
        bad(() -> assertThatMemory((MemorySnapshot) null), "snapshot must not be null"),
        bad(() -> assertThatMemory((MemoryScope) null), "scope must not be null"),
        bad(
            () -> new SoftMemoryAssertions().assertThatMemory((ThrowingRunnable) null),
            "action must not be null"),
        bad(() -> MemoryTracker.measure(null), "action must not be null"),
        bad(() -> NOTHING.afterWarmup(-1), "runs must not be negative: -1"),
        bad(() -> NOTHING.beforeEachRun(null), "preparation must not be null"),
        bad(() -> NOTHING.afterEachRun(null), "cleanup must not be null"),
        bad(() -> NOTHING.withPreset(null), "preset must not be null"),
        bad(() -> NOTHING.hasAllocationCount(-2), "count must not be negative: -2"),
        bad(() -> NOTHING.hasAllocationCountAtMost(-3), "limit must not be negative: -3"),
        bad(() -> NOTHING.hasAllocatedBytes(null), "size must not be null"),
        bad(() -> NOTHING.hasAllocatedBytesAtMost((ByteSize) null), "limit must not be null"),
        bad(() -> NOTHING.hasAllocatedBytesAtMost((MemorySnapshot) null), "other must not be null"),
        bad(() -> NOTHING.hasJvmAllocatedBytesAtMost(null), "limit must not be null"),
        bad(() -> NOTHING.hasLeakCount(-1), "count must not be negative: -1"),
        bad(() -> NOTHING.hasLeakedBytesAtMost(null), "limit must not be null"),
        bad(() -> NOTHING.hasNoLeaksOf(null), "type must not be null"),
        bad(() -> NOTHING.hasNoLeaksOf(int.class), "type must be one that objects have: int"),
        bad(() -> NOTHING.since(null), "checkpoint must not be null"),
        bad(() -> NOTHING.until(null), "checkpoint must not be null"),
        bad(() -> NOTHING.allocations().ofType((Class<?>) null), "type must not be null"),
        bad(() -> NOTHING.allocations().ofType(" "), "typeName must not be blank: \" \""),
        bad(() -> NOTHING.allocations().fromPackage(null), "packageName must not be null"),
        bad(() -> NOTHING.allocations().fromMethod(""), "method must not be blank: \"\""),
        bad(() -> NOTHING.allocations().causedBy(null), "name must not be null"),
        bad(() -> NOTHING.allocations().onThread(null), "threadName must not be null"),
        bad(() -> NOTHING.allocations().largerThan(null), "size must not be null"),
        bad(() -> NOTHING.allocations().hasCount(-1), "count must not be negative: -1"),
        bad(() -> NOTHING.allocations().hasCountAtMost(-1), "limit must not be negative: -1"),
        bad(() -> NOTHING.allocations().hasBytesAtMost(null), "limit must not be null"),
        bad(() -> NOTHING.leaks().ofType((String) null), "typeName must not be null"),
        bad(() -> NOTHING.leaks().heldBy(""), "name must not be blank: \"\""),
        bad(() -> NOTHING.leaks().hasCount(-1), "count must not be negative: -1"),
        bad(() -> NOTHING.meets(null), "budget must not be null"),
        bad(() -> Budget.budget().run(null), "limit must not be null"),
        bad(() -> assertThatMemoryOver(null, n -> {}), "sizes must not be null"),
        bad(() -> assertThatMemoryOver(new int[] {1, 2}, null), "action must not be null"),
        bad(
            () -> assertThatMemoryOver(new int[] {1, 2}, n -> {}).growsAtMost(null),
            "order must not be null"),
        bad(() -> bytes(-1), "size must not be negative: -1"),
        bad(() -> kib(-1), "size must not be negative: -1"),
        bad(() -> mib(-1), "size must not be negative: -1"),
        bad(() -> gib(-1), "size must not be negative: -1"),
        bad(() -> gib(1L << 40), "size must fit in 63 bits: 1099511627776 times 1073741824"),
        bad(() -> ByteSize.parse(null), "size must not be null"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badCalls")
  void badArgument_isNamed(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "0 B, 0",
    "512 B, 512",
    "512b, 512",
    "64 KiB, 65536",
    "64kib, 65536",
    "1.5 MB, 1500000",
    "2 KB, 2000",
    "1 MiB, 1048576",
    "0.5 GiB, 536870912",
    "1 GB, 1000000000"
  })
  void sizes(String text, long expected) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "64 Kb!",
        "",
        " ",
        "64",
        "KiB",
        "-1 B",
        "1,5 MB",
        "64 TiB",
        "1e3 B",
        "9999999999 GiB"
      })
  void badSize_isNamedWithTheForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessage(
            "size must be a number and a unit (B, KB, KiB, MB, MiB, GB, GiB) such as \"64 KiB\": \""
                + text
                + "\"");
  }
}
