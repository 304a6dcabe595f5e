package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.GrowthResult.Point;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a holder held over the runs, as a line of a table's height. Components are the keys of the
 * templates.
 *
 * @param label the same in words
 * @param line points of the line
 */
record SparkChart(String label, String line) {

  private static final double WIDTH = 110;
  private static final double TOP = 4;
  private static final double BOTTOM = 20;

  /** None without a point. */
  static List<SparkChart> of(List<Point> points) {
    if (points.isEmpty()) {
      return List.of();
    }
    Point first = points.get(0);
    Point last = points.get(points.size() - 1);
    ChartScale x = new ChartScale(first.runs(), last.runs(), 0, WIDTH);
    ChartScale y =
        new ChartScale(
            points.stream().mapToLong(Point::bytes).min().orElseThrow(),
            points.stream().mapToLong(Point::bytes).max().orElseThrow(),
            BOTTOM,
            TOP);
    String label =
        "from " + Numbers.exact(first.bytes()) + " to " + Numbers.exact(last.bytes()) + " held";
    return List.of(
        new SparkChart(
            label,
            points.stream()
                .map(point -> x.text(point.runs()) + "," + y.text(point.bytes()))
                .collect(Collectors.joining(" "))));
  }
}
