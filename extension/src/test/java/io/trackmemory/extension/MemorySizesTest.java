package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class MemorySizesTest {

  static volatile @Nullable Object kept;

  @Test
  void sizes_doubleFromEndToEnd_eachNamed() {
    GivenTestCases.GIVEN.clear();
    Outcome outcome = Fixtures.run(GivenTestCases.class).assertNothingFailed();
    assertThat(outcome.passed())
        .containsExactlyInAnyOrder(
            "sizes 64 B",
            "sizes 128 B",
            "sizes 256 B",
            "ints 1 KiB",
            "ints 2 KiB",
            "ints 2500 B",
            "longs 4 GiB",
            "boxed 16 B",
            "boxed 17 B");
    assertThat(GivenTestCases.GIVEN)
        .containsExactlyInAnyOrder(
            new ByteSize(64),
            new ByteSize(128),
            new ByteSize(256),
            1024,
            2048,
            2500,
            4L << 30,
            16,
            17);
  }

  @Test
  void underABudget_tellsFromWhichSizeOnItFails() {
    Outcome outcome = Fixtures.run(LadderTestCases.class);
    assertThat(outcome.passed()).containsExactly("1 KiB", "2 KiB", "512 B");
    assertThat(outcome.failed()).containsExactly("16 KiB", "4 KiB", "8 KiB");
  }

  @Test
  void badSizes_failWithValueAndForm() {
    assertThat(Fixtures.run(NoSizeTestCases.class).toString())
        .contains("from of @MemorySizes: size must be a number and a unit")
        .contains("\"64\"");
    assertThat(Fixtures.run(DescendingTestCases.class).toString())
        .contains("from of @MemorySizes must not be above to: \"16 KiB\", \"64 B\"");
    assertThat(Fixtures.run(NothingTestCases.class).toString())
        .contains("from of @MemorySizes must be more than 0 B: 0 B");
    assertThat(Fixtures.run(TooLargeTestCases.class).toString())
        .contains("to of @MemorySizes must fit in an int, as its parameter is one: 4 GiB");
  }

  @TrackMemory
  static class GivenTestCases {
    static final List<Object> GIVEN = new ArrayList<>();

    @ParameterizedTest(name = "sizes {0}")
    @MemorySizes(from = "64 B", to = "256 B")
    void sizes(ByteSize size, MemoryScope memory) {
      GIVEN.add(size);
    }

    @ParameterizedTest(name = "ints {0}")
    @MemorySizes(from = "1 KiB", to = "2500 B")
    void ints(int bytes) {
      GIVEN.add(bytes);
    }

    @ParameterizedTest(name = "longs {0}")
    @MemorySizes(from = "4 GiB", to = "4 GiB")
    void longs(long bytes) {
      GIVEN.add(bytes);
    }

    @ParameterizedTest(name = "boxed {0}")
    @MemorySizes(from = "16 B", to = "17 B")
    void boxed(Integer bytes) {
      GIVEN.add(bytes);
    }
  }

  @MemorySizes(from = "512 B", to = "16 KiB")
  @MemoryBudget(run = "3 KiB", leaks = "none")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Ladder {}

  static class LadderTestCases {
    @ParameterizedTest(name = "{0}")
    @Ladder
    void copies(int bytes) {
      kept = new byte[bytes];
      kept = null;
    }
  }

  static class NoSizeTestCases {
    @ParameterizedTest
    @MemorySizes(from = "64", to = "16 KiB")
    void refused(int bytes) {}
  }

  static class DescendingTestCases {
    @ParameterizedTest
    @MemorySizes(from = "16 KiB", to = "64 B")
    void refused(int bytes) {}
  }

  static class NothingTestCases {
    @ParameterizedTest
    @MemorySizes(from = "0 B", to = "64 B")
    void refused(int bytes) {}
  }

  static class TooLargeTestCases {
    @ParameterizedTest
    @MemorySizes(from = "1 GiB", to = "4 GiB")
    void refused(int bytes) {}
  }
}
