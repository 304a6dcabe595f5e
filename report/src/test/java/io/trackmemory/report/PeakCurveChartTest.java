package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.PeakCurveChart.Dot;
import io.trackmemory.report.PeakCurveChart.Line;
import io.trackmemory.report.PeakCurveChart.Row;
import io.trackmemory.tracker.PeakCurve;
import io.trackmemory.tracker.PeakCurve.Point;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Live bytes over allocated bytes: from 64 to 990 to the right, from 220 up to 20. */
class PeakCurveChartTest {

  /** A limit of 1 KiB, lowered once and then passed. */
  static final PeakCurve PASSED =
      new PeakCurve(
          1_024,
          List.of(
              known(1_000_000, 1_040, 512, true),
              new Point(3_000_000, 1_584, OptionalLong.of(1_056), 1_056, true),
              known(4_000_000, 1_852, 1_324, false)),
          3);

  private static final PeakCurve HELD =
      new PeakCurve(
          1_000, List.of(known(1_000, 1_500, 250, true), known(2_000, 2_000, 750, false)), 9);

  private static Point known(long nanos, long allocated, long atMost, boolean measured) {
    return new Point(nanos, allocated, OptionalLong.empty(), atMost, measured);
  }

  private static PeakCurveChart chart(PeakCurve curve) {
    return PeakCurveChart.of(List.of(curve)).get(0);
  }

  @Test
  void heldLimit_boundsWhatIsNotMeasured() {
    PeakCurveChart chart = chart(HELD);

    assertThat(chart.unknown())
        .isEqualTo(
            "M64.0,220.0 L527.0,34.8 L758.5,34.8 L758.5,173.7 L990.0,81.1 L990.0,81.1 L990.0,220.0"
                + " Z");
    assertThat(chart.limit()).isEqualTo(new Line("34.8", "26.8", "limit 1000 B"));
    assertThat(chart.dots())
        .containsExactly(
            new Dot(
                "758.5", "173.7", "at most 250 B alive after 1.5 KiB (1,500 B) allocated, 1 µs"));
    assertThat(chart.crossing()).isEmpty();
    assertThat(chart.thinned()).containsExactly("2 points of 9: the others are left out evenly.");
    assertThat(chart.label())
        .isEqualTo(
            "Live bytes over what had been allocated, against the limit of 1000 B, which was not"
                + " passed");
  }

  @Test
  void passedLimit_isMarkedWhereItWasPassed() {
    PeakCurveChart chart = chart(PASSED);

    assertThat(chart.crossing())
        .extracting(Dot::title)
        .containsExactly(
            "passed here: 1 KiB (1,056 B) alive after 1.5 KiB (1,584 B) allocated, 3.0 ms");
    assertThat(chart.numbers())
        .containsExactly(
            new Row("1,040 B", "1.0 ms", "n/a", "512 B", true),
            new Row("1,584 B", "3.0 ms", "1,056 B", "1,056 B", true),
            new Row("1,852 B", "4.0 ms", "n/a", "1,324 B", false));
    assertThat(chart.thinned()).isEmpty();
  }

  @Test
  void nothingAllocated_isDrawnAtTheStart() {
    PeakCurveChart chart = chart(new PeakCurve(0, List.of(known(0, 0, 0, false)), 1));

    assertThat(chart.unknown()).isEqualTo("M64.0,220.0 L64.0,220.0 L64.0,220.0 L64.0,220.0 Z");
    assertThat(PeakCurveChart.of(List.of(new PeakCurve(1, List.of(), 0)))).isEmpty();
  }
}
