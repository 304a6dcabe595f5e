package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemoryOver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.dsl.Growth;
import io.trackmemory.dsl.SizesAssert;
import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How memory grows with the size of the work, on real work. */
class SizesTest {

  private static final int[] SIZES = {64, 128, 256, 512, 1024};
  private static final OrderBook BOOK = new OrderBook();
  private static final List<Object> KEPT = new ArrayList<>(64);

  @AfterEach
  void forget() {
    KEPT.clear();
  }

  /* Copies all that is there for each new one. */
  private static void copiesEachTime(int n) {
    long[] all = {};
    for (int i = 1; i <= n; i++) {
      all = new long[i];
    }
    KEPT.add(all.length);
  }

  private static void copiesEachTimeAtLast(int n) {
    if (n < 1024) {
      BOOK.prices(n);
    } else {
      copiesEachTime(n);
    }
  }

  @Test
  void constant() {
    assertThatMemoryOver(SIZES, n -> BOOK.order(n)).growsAtMost(Growth.CONSTANT);
  }

  @Test
  void linear_whatIsOfferedPasses() {
    assertThat(
            toldOfCodeOnly(
                messageOf(
                    () ->
                        assertThatMemoryOver(SIZES, n -> BOOK.prices(n))
                            .growsAtMost(Growth.LOGARITHMIC))))
        .isEqualTo(
            """
            Expecting the allocated bytes of the action over 5 sizes from 64 to 1024 to grow at most LOGARITHMIC but found LINEAR:
              n =   64   528 B   75.4 B / (log2 n + 1)
              n =  128   1 KiB    130 B / (log2 n + 1)
              n =  256   2 KiB    229 B / (log2 n + 1)
              n =  512   4 KiB    411 B / (log2 n + 1)
              n = 1024   8 KiB    746 B / (log2 n + 1)
              more at n = 1024 than at n = 64:
                0 x long[]  +7.5 KiB   OrderBook.prices(OrderBook.java:23)
            To accept: growsAtMost(LINEAR)""");
    assertThatMemoryOver(SIZES, n -> BOOK.prices(n)).growsAtMost(Growth.LINEAR);
  }

  @Test
  void quadratic() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemoryOver(SIZES, SizesTest::copiesEachTime)
                        .growsAtMost(Growth.LINEARITHMIC)))
        .contains("to grow at most LINEARITHMIC but found QUADRATIC:")
        .contains("SizesTest.copiesEachTime(SizesTest.java:");
    assertThatMemoryOver(SIZES, SizesTest::copiesEachTime).growsAtMost(Growth.QUADRATIC);
  }

  @Test
  @Tag("slow")
  void peak_boundsAreCloseEnough() {
    SizesAssert peak = assertThatMemoryOver(SIZES, n -> BOOK.day(n)).ofPeak();
    peak.growsAtMost(Growth.LINEAR); // measures, the other one asks the same
    assertThat(messageOf(() -> peak.growsAtMost(Growth.CONSTANT)))
        .startsWith("Expecting the peak of the action over 5 sizes")
        .contains("but found LINEAR:\n")
        .endsWith("\nTo accept: ofPeak().growsAtMost(LINEAR)");
  }

  @Test
  @Tag("slow") // a hundred collections
  void peak_muchGarbage_isNotGuessed() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemoryOver(SIZES, SizesTest::copiesEachTimeAtLast)
                        .ofPeak()
                        .growsAtMost(Growth.LINEAR)))
        .startsWith("Cannot certify ofPeak().growsAtMost(LINEAR) of the action over 5 sizes")
        .contains("and between them LINEAR may hold or not");
  }

  @Test
  @Tag("slow")
  void retained_isWhatStaysOfEachRun() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemoryOver(SIZES, n -> KEPT.add(BOOK.prices(n)))
                        .ofRetained()
                        .growsAtMost(Growth.CONSTANT)))
        .startsWith("Expecting the retained bytes of the action over 5 sizes")
        .contains("n = 1024   8 KiB")
        .endsWith("\nTo accept: ofRetained().growsAtMost(LINEAR)");
  }

  @Test
  void softly_andDescribed() {
    SoftMemoryAssertions softly = new SoftMemoryAssertions();
    softly
        .assertThatMemoryOver(SIZES, n -> BOOK.prices(n))
        .as("prices")
        .growsAtMost(Growth.CONSTANT)
        .ofRetained()
        .growsAtMost(Growth.CONSTANT);
    assertThat(softly.assertionErrorsCollected())
        .singleElement()
        .satisfies(error -> assertThat(error).hasMessageStartingWith("[prices] Expecting"));
  }

  @Test
  void page_drawsSeenAgainstSize_jsonHasEach(@TempDir Path folder) throws IOException {
    Engine.reportingTo(folder).run(PagedTestCases.class);
    Path written = folder.resolve(PagedTestCases.class.getName());
    assertThat(Files.readString(written.resolve("grows.html")))
        .contains("Seen against size", "<dt>found</dt><dd>LINEAR</dd>", "1,024: 8,208 B");
    assertThat(Files.readString(written.resolve("grows.json")).replaceAll("\\s+", " "))
        .contains("\"figure\": \"allocated bytes\", \"order\": \"CONSTANT\"")
        .contains("{\"size\": 1024, \"atLeast\": 8208, \"atMost\": 8208, \"divisor\": 1.0}");
  }

  @TrackMemory
  static class PagedTestCases {
    @Test
    void grows() {
      assertThatMemoryOver(SIZES, n -> BOOK.prices(n)).growsAtMost(Growth.CONSTANT);
    }
  }

  @Test
  void badSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThatMemoryOver(new int[] {8}, n -> BOOK.prices(n)))
        .withMessageEndingWith(": [8]");
  }
}
