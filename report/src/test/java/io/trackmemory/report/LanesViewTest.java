package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trackmemory.report.LanesView.Block;
import io.trackmemory.report.LanesView.Mark;
import io.trackmemory.report.LanesView.Tick;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.ThreadLane;
import io.trackmemory.tracker.ThreadLane.Span;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads in time: from 150 to 1000 to the right. */
class LanesViewTest {

  static final ThreadLane MAIN =
      new ThreadLane("main", 1, true, List.of(new Span(0, 10_000_000, 1)));
  static final ThreadLane WORKER =
      new ThreadLane(
          "pool-1-thread-with-a-long-name",
          9,
          false,
          List.of(new Span(2_000_000, 4_000_000, 1), new Span(9_999_999, 10_000_000, 3)));

  private static FakeSnapshot snapshot() {
    return new FakeSnapshot(List.of()).withCheckpoints(new Checkpoint("opened", 0, 0, 5_000_000));
  }

  private static LanesView view(ThreadLane... lanes) {
    return LanesView.of(snapshot().withLanes(lanes)).get(0);
  }

  @Test
  void lanes_areSpansInTime() {
    LanesView view = view(MAIN, WORKER);

    assertThat(view.lanes().get(0).blocks())
        .containsExactly(new Block("150.0", "850.0", "main: from 0 µs to 10.0 ms"));
    assertThat(view.lanes().get(1).blocks())
        .containsExactly(
            new Block("320.0", "170.0", "pool-1-thread-with-a-long-name: from 2.0 ms to 4.0 ms"),
            new Block(
                "998.0",
                "2.0",
                "pool-1-thread-with-a-long-name: from 10.0 ms to 10.0 ms, 3 times at work"));
    assertThat(view.lanes().get(1).shortName()).isEqualTo("pool-1-thread-with-\u2026");
    assertThat(view.lanes().get(1).stretches()).isEqualTo("4");
    assertThat(view.lanes().get(1).atWork()).isEqualTo("\u2264 2.0 ms");
    assertThat(view.checkpoints()).containsExactly(new Mark("575.0", "opened", List.of("opened")));
    assertThat(view.ticks()).first().isEqualTo(new Tick("150.0", "start", "0"));
    assertThat(view.merged()).hasSize(1);
    assertThat(view.more()).isEmpty();
  }

  @Test
  void checkpointsBesideEachOther_areAllDrawn_andNamedWhereThereIsRoom() {
    FakeSnapshot seen =
        new FakeSnapshot(List.of())
            .withCheckpoints(
                new Checkpoint("opened", 0, 0, 0),
                new Checkpoint("filled", 0, 0, 5_000_000),
                new Checkpoint("drained", 0, 0, 5_100_000))
            .withLanes(MAIN, WORKER);

    assertThat(LanesView.of(seen).get(0).checkpoints())
        .extracting(Mark::name, Mark::shown)
        .containsExactly(
            tuple("opened", List.of()),
            tuple("filled", List.of("filled")),
            tuple("drained", List.of()));
  }

  @Test
  void oneThread_hasNoLanes() {
    assertThat(LanesView.of(snapshot().withLanes(MAIN))).isEmpty();
  }

  @Test
  void manyThreads_areCut_andSaySo() {
    ThreadLane[] many = new ThreadLane[41];
    Arrays.fill(many, MAIN);

    assertThat(view(many).lanes()).hasSize(40);
    assertThat(view(many).merged()).isEmpty();
    assertThat(view(many).more())
        .containsExactly("1 more thread left out here; the JSON beside this page has all of them.");
  }

  @Test
  void section_hasTheNumbersToo() {
    assertThat(Templates.render("{{>lanes.mustache}}", view(MAIN, WORKER)))
        .contains(
            "role=\"img\" aria-label=\"When each of 2 threads worked for it\"",
            "<title>checkpoint opened</title>",
            "<th scope=\"row\" class=\"m\">main</th><td class=\"n\">1</td>");
  }
}
