package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TimelineChart.Block;
import io.trackmemory.report.TimelineChart.Dot;
import io.trackmemory.report.TimelineChart.Phase;
import io.trackmemory.report.TimelineChart.Tick;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.CollectionMoments;
import io.trackmemory.tracker.MemoryRates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A test in time, on the page: from 62 to 1000 to the right, from 128 up to 48. */
class TimelineViewTest {

  private static FakeSnapshot snapshot() {
    return new FakeSnapshot(
        List.of(Samples.row("byte[]", Samples.user("com.acme.A", "a", 1), 10, 4_096)));
  }

  private static TimelineChart chart(List<Phase> phases) {
    return TimelineChart.of(phases, CollectionMoments.NOT_AVAILABLE);
  }

  private static String section(FakeSnapshot seen) {
    return Templates.render("{{>timeline.mustache}}", TimelineView.of(seen, Duration.ofMillis(8)));
  }

  @Test
  void checkpoints_divideTheTestIntoPhasesThatAddUp() {
    FakeSnapshot seen =
        snapshot()
            .withCheckpoints(
                new Checkpoint("filled", 1, 1_024, 2_000_000),
                new Checkpoint("drained", 3, 3_072, 4_000_000));
    TimelineView view = TimelineView.of(seen, Duration.ofMillis(8));
    assertThat(view.phases().get(0).parts())
        .containsExactly(
            new TimelineView.PhaseRow(
                "before the first checkpoint",
                "0 µs",
                "2.0 ms",
                Amount.of(1, 1_024, 4_096),
                "1 KiB (1,024 B)"),
            new TimelineView.PhaseRow(
                "filled", "2.0 ms", "2.0 ms", Amount.of(2, 2_048, 4_096), "3 KiB (3,072 B)"),
            new TimelineView.PhaseRow(
                "drained", "4.0 ms", "≤ 4.0 ms", Amount.of(7, 1_024, 4_096), "4 KiB (4,096 B)"));
    TimelineChart chart = view.chart().get(0);
    assertThat(chart.line()).isEqualTo("M62.0,128.0 L296.5,108.0 L531.0,68.0 L1000.0,48.0");
    assertThat(chart.blocks())
        .element(1)
        .isEqualTo(
            new Block(
                "296.5",
                "233.5",
                true,
                "filled: 2.0 ms, 2 KiB (2,048 B)",
                "filled",
                "2 KiB, 2.0 ms"));
    assertThat(chart.dots())
        .last()
        .isEqualTo(new Dot("1000.0", "48.0", "4 KiB (4,096 B) in all after 8.0 ms"));
    assertThat(chart.ticks())
        .containsExactly(
            new Tick("62.0", "start", "0"),
            new Tick("296.5", "middle", "2.0 ms"),
            new Tick("531.0", "middle", "4.0 ms"),
            new Tick("765.5", "middle", "6.0 ms"),
            new Tick("1000.0", "end", "8.0 ms"));
    assertThat(section(seen))
        .contains(
            "role=\"img\" aria-label=\"Phases between checkpoints over 8.0 ms, with the bytes"
                + " allocated up to the end of each, and garbage collections\"",
            "<th scope=\"row\" class=\"m\">drained</th>");
  }

  @Test
  void nothingAllocated_isALevelLine() {
    TimelineChart chart = chart(List.of(new Phase("a", 0, 10, 0, 0)));
    assertThat(chart.line()).isEqualTo("M62.0,128.0 L1000.0,128.0");
  }

  @Test
  void noTimeAtAll_isDrawnAtTheStart() {
    TimelineChart chart = chart(List.of(new Phase("a", 0, 0, 16, 16)));
    assertThat(chart.line()).isEqualTo("M62.0,128.0 L62.0,48.0");
    assertThat(chart.blocks().get(0).width()).isEqualTo("1.0");
  }

  @Test
  void hugeNumbers_stayWithinTheChart() {
    long huge = Long.MAX_VALUE;
    TimelineChart chart =
        chart(
            List.of(
                new Phase("a", 0, huge / 2, huge / 2, huge / 2),
                new Phase("b", huge / 2, huge, huge / 2, huge)));
    assertThat(chart.line()).isEqualTo("M62.0,128.0 L531.0,88.0 L1000.0,48.0");
  }

  @Test
  void textWithoutRoom_isCutOrLeftOut() {
    List<Phase> phases =
        List.of(
            new Phase("short", 0, 1, 16, 16),
            new Phase("\ud83d\ude00".repeat(200), 1, 1_000, 0, 16));
    List<Block> blocks = chart(phases).blocks();
    assertThat(blocks.get(0)).extracting(Block::name, Block::size).containsExactly("", "");
    assertThat(blocks.get(0).title()).isEqualTo("short: 0 µs, 16 B");
    assertThat(blocks.get(1).name()).endsWith("\ud83d\ude00\u2026").hasSizeLessThan(320);
  }

  @Test
  void numberWithoutRoom_isNeverCut() {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      phases.add(new Phase("p", i * 1_234_567L, (i + 1) * 1_234_567L, 1_100, 1_100L * (i + 1)));
    }
    assertThat(chart(phases).blocks())
        .extracting(Block::size)
        .containsOnly("1.1 KiB"); // and not the time, too
  }

  @Test
  void noCheckpoint_saysThatNothingWasSampled() {
    assertThat(section(snapshot()))
        .contains("10 objects, 4 KiB (4,096 B). When in the test is n/a, as no checkpoint")
        .contains("Garbage collections: n/a")
        .doesNotContain("<svg", "<table");
  }

  @Test
  void nothingMeasured_isNotAvailable() {
    FakeSnapshot none = new FakeSnapshot(List.of()).withUncertified("no agent");
    assertThat(TimelineView.of(none, Duration.ZERO).whole())
        .containsExactly("n/a: nothing could be measured.");
  }

  @Test
  void collections_areToldByNumberAndPause() {
    FakeSnapshot some =
        snapshot().withRates(MemoryRates.of(12_000_000, 9, OptionalLong.of(3), OptionalLong.of(5)));
    assertThat(section(some))
        .contains("3 garbage collections in 12.0 ms at work, pauses of 5 ms, those that")
        .contains("those that TrackMemory asked for not among them.</p>");
    FakeSnapshot none =
        snapshot().withRates(MemoryRates.of(12_000_000, 9, OptionalLong.of(0), OptionalLong.of(0)));
    assertThat(section(none)).contains("No garbage collection in 12.0 ms at work.");
  }

  @Test
  void manyPhases_areCutAndSaySo() {
    Checkpoint[] checkpoints =
        IntStream.range(0, 300)
            .mapToObj(i -> new Checkpoint("c" + i, i, i, i))
            .toArray(Checkpoint[]::new);
    assertThat(section(snapshot().withCheckpoints(checkpoints)))
        .contains("101 more phases left out here", "c198<")
        .doesNotContain("c199");
  }

  @Test
  void hostileNames_areText() {
    assertThat(section(snapshot().withCheckpoints(new Checkpoint("<b>\u202e", 1, 16, 5))))
        .contains("&lt;b&gt;\\u202e")
        .doesNotContain("<b>\u202e", "\u202e");
  }
}
