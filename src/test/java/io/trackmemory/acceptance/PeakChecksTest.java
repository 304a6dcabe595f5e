package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static io.trackmemory.dsl.MemoryAssertions.mib;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on what is alive at once, by assertion and by annotation. */
class PeakChecksTest {

  @TempDir static Path reports;

  private static volatile @Nullable Object kept;

  @AfterEach
  void keepNothing() {
    kept = null;
  }

  private static void rows(int number) {
    byte[][] rows = new byte[number][];
    kept = rows;
    for (int i = 0; i < number; i++) {
      rows[i] = new byte[1000];
    }
  }

  private static void copies(int number) {
    for (int i = 0; i < number; i++) {
      kept = new byte[10_000];
    }
  }

  @Test
  void hasPeakAtMost_atTheLimit_passes() {
    assertThatMemory(() -> rows(10)).hasPeakAtMost(bytes(56 + 10 * 1016));
    assertThatMemory(() -> copies(50)).hasPeakAtMost(kib(50));
  }

  @Tag("slow")
  @Test
  void hasPeakAtMost_farMoreMadeThanAlive_passes() {
    assertThatMemory(() -> copies(2_000)).hasPeakAtMost(kib(50));
  }

  @Test
  void hasPeakAtMost_aByteBelow_fails() {
    assertThat(
            messageOf(() -> assertThatMemory(() -> rows(10)).hasPeakAtMost(bytes(55 + 10 * 1016))))
        .startsWith(
            """
            Expecting the action to have at most 10 KiB (10215 B) alive at once but it had at least 10 KiB (10216 B):
              10 x byte[]    9.9 KiB   PeakChecksTest.rows(PeakChecksTest.java:40)
               1 x byte[][]     56 B   PeakChecksTest.rows(PeakChecksTest.java:37)
            Passed by 1 x byte[] of 1016 B:
              at io.trackmemory.acceptance.PeakChecksTest.rows(PeakChecksTest.java:40)
            """)
        .endsWith("\nTo accept: hasPeakAtMost(bytes(10216))");
  }

  @Test
  void hasPeakAtMost_laterCheck_byLimitOrByBounds() {
    assertThatMemory(() -> copies(100))
        .withPeakLimit(kib(50))
        .hasAllocationCount(100)
        .hasPeakAtMost(kib(50));
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(() -> copies(100))
                        .hasAllocationCount(100)
                        .hasPeakAtMost(kib(50))))
        .isEqualTo(
            "Cannot certify hasPeakAtMost(kib(50)) of the action: live bytes at their highest are"
                + " known by their bounds only, between 9.8 KiB and 978.1 KiB; make it the first"
                + " check, or add withPeakLimit(kib(50)) before it");
  }

  @Test
  @Tag("slow")
  void hasPeakAtMost_otherMeasurement() {
    MemorySnapshot other = MemoryTracker.measure(() -> kept = new byte[50_000]);
    assertThatMemory(() -> copies(50)).hasPeakAtMost(other);
    assertThat(messageOf(() -> assertThatMemory(() -> rows(60)).hasPeakAtMost(other)))
        .contains("as the other measurement had, but it had at least")
        .contains("+60 x byte[]");
  }

  @Tag("slow")
  @Test
  void limitPeak_pageAndJson_haveTheMoment() throws IOException {
    Outcome outcome = Engine.reportingTo(reports).run(LimitedTestCases.class);
    assertThat(outcome.passed()).containsExactly("garbage()");
    assertThat(outcome.failed()).containsExactly("growing()");
    assertThat(outcome.messageOf("growing()"))
        .startsWith("Expecting the scope to have at most 64 KiB alive at once but it had at least")
        .endsWith("To accept: @LimitPeak(\"97 KiB\")");
    assertThat(written(".html"))
        .contains("<h3>Limit of 64 KiB (65,536 B) passed</h3>")
        .contains("growing");
    assertThat(written(".json")).contains("\"limitBytes\": 65536").contains("\"type\": \"byte[]\"");
  }

  private static String written(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(reports)) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals("growing" + ending))
              .findFirst()
              .orElseThrow();
      return Files.readString(file);
    }
  }

  @LimitPeak("64 KiB")
  static class LimitedTestCases {

    @Test
    void garbage() {
      for (int i = 0; i < 200; i++) { // a collection for each six
        kept = new byte[10_000];
      }
    }

    @Test
    void growing() {
      kept = new byte[mebibyte() / 16];
      kept = new byte[][] {(byte[]) kept, new byte[mebibyte() / 32]};
    }

    private static int mebibyte() {
      return (int) mib(1).toBytes();
    }
  }
}
