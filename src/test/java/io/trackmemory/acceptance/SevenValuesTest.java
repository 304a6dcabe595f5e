package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.SevenValues;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.TypeStatistics;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The values example: exactly what the code allocates, type by type. */
@Tag("all-compilers")
class SevenValuesTest {

  private static final List<TypeStatistics> EXPECTED =
      List.of(
          new TypeStatistics("java.lang.Integer", 3, 48),
          new TypeStatistics("io.trackmemory.acceptance.code.SevenValues$Holder", 3, 48),
          new TypeStatistics("java.lang.Object[]", 1, 32),
          new TypeStatistics("byte[]", 1, 32),
          new TypeStatistics("java.util.ArrayList", 1, 24),
          new TypeStatistics("java.lang.String", 1, 24),
          new TypeStatistics("java.lang.Long", 1, 24),
          new TypeStatistics("java.lang.Double", 1, 24));

  @Test
  void typeByType_firstRunAndAnyLater() {
    MemorySnapshot cold = MemoryTracker.measure(() -> SevenValues.create(1_000));
    assertThat(cold.types()).containsExactlyInAnyOrderElementsOf(EXPECTED);
    for (int run = 0; run < 10_000; run++) {
      SevenValues.create(1_000);
    }
    MemorySnapshot warm = MemoryTracker.measure(() -> SevenValues.create(1_000));
    assertThat(warm.types()).containsExactlyInAnyOrderElementsOf(EXPECTED);
  }

  @Test
  void totals() {
    assertThatMemory(() -> SevenValues.create(1_000))
        .hasAllocationCount(12)
        .hasAllocatedBytes(bytes(256))
        .hasNoLeaks();
  }

  @Test
  void lines() {
    SevenValues.create(1_000);
    assertThat(
            messageOf(
                    () ->
                        assertThatMemory(() -> SevenValues.create(1_000))
                            .afterWarmup(1)
                            .hasNoAllocations())
                .replaceAll("StringConcatHelper\\S+:n\\)", "StringConcatHelper")) // differs by JDK
        .isEqualTo(
            """
            Expecting the action to make no allocations but it made 12 (256 B):
              1 x byte[]                                                32 B   java.lang.StringConcatHelper <- SevenValues.create(SevenValues.java:17)
              1 x java.lang.Object[]                                    32 B   java.util.ArrayList.<init>(ArrayList.java:n) <- SevenValues.create(SevenValues.java:13)
              1 x java.util.ArrayList                                   24 B   SevenValues.create(SevenValues.java:13)
              1 x java.lang.Long                                        24 B   SevenValues.create(SevenValues.java:18)
              1 x java.lang.Double                                      24 B   SevenValues.create(SevenValues.java:19)
              1 x java.lang.String                                      24 B   java.lang.StringConcatHelper <- SevenValues.create(SevenValues.java:17)
              1 x java.lang.Integer                                     16 B   SevenValues.create(SevenValues.java:14)
              1 x java.lang.Integer                                     16 B   SevenValues.create(SevenValues.java:15)
              1 x java.lang.Integer                                     16 B   SevenValues.create(SevenValues.java:16)
              1 x io.trackmemory.acceptance.code.SevenValues$Holder     16 B   SevenValues.create(SevenValues.java:20)
              ... and 2 more lines (32 B)
            To accept: hasAllocationCountAtMost(12)""");
  }
}
