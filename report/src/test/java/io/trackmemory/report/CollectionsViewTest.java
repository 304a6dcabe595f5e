package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.CollectionsView.Mark;
import io.trackmemory.report.CollectionsView.Row;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.CollectionMoment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Collections on the timeline: from 62 to 1000 to the right. */
class CollectionsViewTest {

  static final CollectionMoment YOUNG =
      new CollectionMoment(
          2, 1, OptionalLong.of(1), "G1 Young Generation", "G1 Evacuation Pause", false);
  static final CollectionMoment FORCED =
      new CollectionMoment(4, 2, OptionalLong.of(2), "G1 Old Generation", "System.gc()", true);
  private static final CollectionMoment CYCLE =
      new CollectionMoment(-1, 9, OptionalLong.empty(), "ZGC Cycles", "Warmup", false);

  private static FakeSnapshot snapshot() {
    return new FakeSnapshot(
            List.of(Samples.row("byte[]", Samples.user("com.acme.A", "a", 1), 10, 4_096)))
        .withCheckpoints(new Checkpoint("body", 1, 1_024, 2_000_000));
  }

  private static TimelineView view(FakeSnapshot seen) {
    return TimelineView.of(seen, Duration.ofMillis(8));
  }

  @Test
  void collections_areMarksAndRows() {
    TimelineView view = view(snapshot().withCollections(0, CYCLE, YOUNG, FORCED));

    assertThat(view.moments().rows().get(0).parts())
        .containsExactly(
            new Row("-1 ms", "9 ms", "n/a", "ZGC Cycles", "Warmup", false, false),
            new Row(
                "2 ms", "1 ms", "1 ms", "G1 Young Generation", "G1 Evacuation Pause", false, true),
            new Row("4 ms", "2 ms", "2 ms", "G1 Old Generation", "System.gc()", true, true));
    assertThat(view.chart().get(0).marks())
        .containsExactly(
            new Mark(
                "62.0", "938.0", false, "ZGC Cycles, Warmup: after -1 ms, 9 ms beside the program"),
            new Mark(
                "296.5",
                "117.2",
                false,
                "G1 Young Generation, G1 Evacuation Pause: after 2 ms, pause 1 ms"),
            new Mark(
                "531.0",
                "234.5",
                true,
                "G1 Old Generation, System.gc(), asked for by TrackMemory: after 4 ms, pause 2 ms"));
    assertThat(view.chart().get(0).strip()).isEmpty();
    assertThat(view.moments().more()).isEmpty();
  }

  @Test
  void collection_atTheEnd_isStillSeen() {
    CollectionMoment last =
        new CollectionMoment(8, 0, OptionalLong.of(0), "Copy", "Allocation Failure", false);

    assertThat(view(snapshot().withCollections(0, last)).chart().get(0).marks())
        .singleElement()
        .satisfies(mark -> assertThat(mark.x()).isEqualTo("997.0"))
        .satisfies(mark -> assertThat(mark.width()).isEqualTo("3.0"));
  }

  @Test
  void noCollection_saysSo() {
    TimelineView view = view(snapshot().withCollections(0));

    assertThat(view.chart().get(0).strip()).containsExactly("no collection");
    assertThat(view.moments().rows()).isEmpty();
    assertThat(view.moments().more()).isEmpty();
  }

  @Test
  void missingMoments_sayHowManyAndWhy() {
    TimelineView view = view(snapshot().withCollections(2));

    assertThat(view.chart().get(0).strip()).containsExactly("n/a");
    assertThat(view.moments().more())
        .containsExactly(
            "Of 2 more collections the moment is n/a: only the latest 1,000 are kept, and the JVM"
                + " tells each a moment after it ended.");
  }

  @Test
  void notTold_saysWhy() {
    TimelineView view = view(snapshot());

    assertThat(view.chart().get(0).strip()).containsExactly("n/a");
    assertThat(view.moments().more())
        .containsExactly("When collections ran is n/a: this JVM tells no listener of them.");
  }

  @Test
  void manyCollections_areCut_andSaySo() {
    CollectionMoment[] many = new CollectionMoment[201];
    Arrays.fill(many, YOUNG);
    TimelineView view = view(snapshot().withCollections(0, many));

    assertThat(view.moments().rows().get(0).parts()).hasSize(200);
    assertThat(view.moments().more())
        .containsExactly("1 more row left out here; the JSON beside this page has all of them.");
  }
}
