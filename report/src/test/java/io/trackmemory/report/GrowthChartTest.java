package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The coordinates of growth: from 64 to 910 to the right, from 230 up to 30. */
class GrowthChartTest {

  private static final OptionalLong FLAT = OptionalLong.of(0);

  private static GrowthChart chart(
      int rounds, LongUnaryOperator bytes, double rate, double error, OptionalLong limit) {
    return chart(
        Shape.GROWING,
        IntStream.rangeClosed(0, rounds)
            .mapToObj(i -> new Point(i, i, bytes.applyAsLong(i)))
            .toList(),
        rate,
        OptionalDouble.of(error),
        limit);
  }

  private static GrowthChart chart(
      Shape shape, List<Point> points, double rate, OptionalDouble error, OptionalLong limit) {
    Holder holder =
        new Holder(
            "A.LIST",
            shape,
            points,
            rate,
            error,
            0,
            0,
            List.of(),
            "",
            List.of(),
            OptionalInt.empty());
    return GrowthChart.of(holder, limit).get(0);
  }

  @Test
  void slope_risesFromTheMiddleToTheEndInItsBand() {
    GrowthChart chart = chart(8, i -> 1_000 + 1_024 * i, 1_024, 1_024 / 1.96 / 4, FLAT);
    assertThat(chart.steps())
        .startsWith("M64.0,230.0 H169.8 V207.8 H275.5 V185.6")
        .endsWith(" H910.0 V52.2");
    assertThat(chart.dots())
        .hasSize(9)
        .last()
        .isEqualTo(new GrowthChart.Dot("910.0", "52.2", "after 8 runs: 8 objects, 9,192 B"));
    // The last half is that of five points; the band is a quarter of the slope to each side.
    assertThat(chart.fit())
        .containsExactly(
            new GrowthChart.Fit(
                "487.0", "141.1", "910.0", "52.2", "M487.0,141.1 L910.0,30.0 L910.0,74.4 Z"));
    assertThat(chart.limit())
        .containsExactly(
            new GrowthChart.Limit("230.0", "230.0", "234.0", "limit: flat", "249.0", ""));
    assertThat(chart.end()).isEqualTo(new GrowthChart.End("56.2", "71.2", "+8 KiB", "in 8 runs"));
    assertThat(chart.rows())
        .extracting(GrowthChart.Row::label)
        .containsExactly("start", "+2 KiB", "+4 KiB", "+6 KiB", "+8 KiB");
    assertThat(chart.columns())
        .extracting(GrowthChart.Column::label)
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void levelLine_liesOnTheGround() {
    GrowthChart chart = chart(8, i -> 5, 0, 0, FLAT);
    assertThat(chart.steps()).startsWith("M64.0,230.0 H169.8 V230.0").endsWith(" V230.0");
    assertThat(chart.rows())
        .containsExactly(
            new GrowthChart.Row("230.0", "234.0", "start"),
            new GrowthChart.Row("30.0", "34.0", "+1 B"));
    // Apart from the label of the limit.
    assertThat(chart.end()).isEqualTo(new GrowthChart.End("200.0", "215.0", "+0 B", "in 8 runs"));
  }

  @Test
  void zeroBytes_areALevelLineToo() {
    assertThat(chart(8, i -> 0, 0, 0, FLAT).steps()).endsWith("H910.0 V230.0");
  }

  @Test
  void onePoint_isADotWithoutASlope() {
    GrowthChart chart =
        chart(Shape.GROWING, List.of(new Point(0, 1, 16)), 1, OptionalDouble.empty(), FLAT);
    assertThat(chart.steps()).isEqualTo("M64.0,230.0");
    assertThat(chart.fit()).isEmpty();
    assertThat(chart.dots()).hasSize(1);
  }

  @Test
  void noPoint_hasNoChart() {
    Holder holder =
        new Holder(
            "A", Shape.GROWING, List.of(), 1, 1, 1, List.of(), "", List.of(), OptionalInt.empty());
    assertThat(GrowthChart.of(holder, FLAT)).isEmpty();
    assertThat(SparkChart.of(List.of())).isEmpty();
  }

  @Test
  void hugeNumbers_stayWithinTheChart() {
    long step = Long.MAX_VALUE / 8;
    GrowthChart chart = chart(8, i -> step * i, (double) step, 0, OptionalLong.of(Long.MAX_VALUE));
    assertThat(chart.steps()).startsWith("M64.0,230.0 H169.8 V205.0").endsWith(" V30.0");
    assertThat(chart.rows())
        .extracting(GrowthChart.Row::label)
        .containsExactly("start", "+2 EiB", "+4 EiB", "+6 EiB", "+8 EiB");
    assertThat(chart.limit().get(0).text()).isEqualTo("34.0"); // named at the top
  }

  @Test
  void fallingFigures_goBelowTheStart() {
    GrowthChart chart =
        chart(
            Shape.INCONCLUSIVE,
            List.of(new Point(0, 4, 4_096), new Point(10, 2, 2_048), new Point(20, 5, 6_144)),
            0,
            OptionalDouble.empty(),
            OptionalLong.empty());
    assertThat(chart.steps()).isEqualTo("M64.0,130.0 H487.0 V230.0 H910.0 V30.0");
    assertThat(chart.rows())
        .extracting(GrowthChart.Row::label)
        .containsExactly("-2 KiB", "-1 KiB", "start", "+1 KiB", "+2 KiB");
    assertThat(chart.fit()).isEmpty();
    assertThat(chart.label()).endsWith("neither settled nor growing steadily");
  }

  @Test
  void negativeSlope_isDrawnAsItIs() {
    GrowthChart chart = chart(8, i -> 8 - i, -1, 0, OptionalLong.empty());
    assertThat(chart.fit())
        .containsExactly(
            new GrowthChart.Fit(
                "487.0", "130.0", "910.0", "230.0", "M487.0,130.0 L910.0,230.0 L910.0,230.0 Z"));
  }

  @Test
  void unknownError_hasNoBand() {
    List<Point> points =
        IntStream.rangeClosed(0, 8).mapToObj(i -> new Point(i, i, 16L * i)).toList();
    assertThat(chart(Shape.GROWING, points, 16, OptionalDouble.empty(), FLAT).fit())
        .extracting(GrowthChart.Fit::band)
        .containsExactly("");
  }

  @Test
  void slope_goesThroughTheMiddleOfTheLastHalf() {
    // One outlier does not move it.
    GrowthChart chart = chart(8, i -> 100 * i + (i == 6 ? 400 : 0), 100, 0, OptionalLong.empty());
    assertThat(chart.fit().get(0)).extracting(GrowthChart.Fit::y1).isEqualTo("150.0");
    assertThat(chart.fit().get(0)).extracting(GrowthChart.Fit::y2).isEqualTo("70.0");
  }

  @Test
  void limitAboveTheFigures_isShownUnlessItIsFarAway() {
    assertThat(chart(8, i -> 100 * i, 100, 0, OptionalLong.of(200)).limit())
        .containsExactly(
            new GrowthChart.Limit("230.0", "30.0", "34.0", "limit", "49.0", "200 B a run"));
    GrowthChart far = chart(8, i -> 100 * i, 100, 0, OptionalLong.of(1_000));
    assertThat(far.steps()).endsWith(" V30.0");
    assertThat(far.limit())
        .containsExactly(
            new GrowthChart.Limit("230.0", "-1770.0", "34.0", "limit", "49.0", "1000 B a run"));
  }

  @Test
  void spark_hasTheHeightOfARow() {
    assertThat(
            SparkChart.of(List.of(new Point(0, 1, 16), new Point(5, 2, 32), new Point(10, 1, 24))))
        .containsExactly(new SparkChart("from 16 B to 24 B held", "0.0,20.0 55.0,4.0 110.0,12.0"));
    assertThat(SparkChart.of(List.of(new Point(0, 1, 16), new Point(10, 1, 16))))
        .extracting(SparkChart::line)
        .containsExactly("0.0,20.0 110.0,20.0");
  }
}
