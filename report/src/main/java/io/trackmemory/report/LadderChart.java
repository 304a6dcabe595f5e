package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.SizeSeries;
import io.trackmemory.tracker.spi.SizeSeries.Point;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was seen against the size of the work, with the curve up to which the order that is asked
 * for holds. Components are the keys of the template.
 *
 * @param label the same in words
 * @param rows lines of the grid
 * @param columns the sizes that have room for a label
 * @param seen path through what was seen; through the upper bounds, where it is known by bounds
 * @param limit path of the curve
 * @param dots what was seen, size by size
 */
record LadderChart(
    String label, List<Row> rows, List<Column> columns, String seen, String limit, List<Dot> dots) {

  private static final double LEFT = 64;
  private static final double RIGHT = 910;
  private static final double TOP = 30;
  private static final double BOTTOM = 230;
  private static final double TEXT = 4;
  private static final double LABEL_WIDTH = 56;

  /** What is further away than that would press the figures to the ground. */
  private static final int SHOWN = 4;

  /** A line of the grid at {@code y}, its label at {@code text}. */
  record Row(String y, String text, String label) {}

  /** A size. */
  record Column(String x, String label) {}

  /** What was seen at one size. */
  record Dot(String x, String y, String title) {}

  static LadderChart of(SizeSeries series) {
    List<Point> points = series.points();
    double seen = points.stream().mapToDouble(Point::atMost).max().orElse(0);
    double allowed = points.stream().mapToDouble(point -> allowed(series, point)).max().orElse(0);
    double most = Math.max(seen, Math.min(allowed, SHOWN * seen));
    ChartScale x = new ChartScale(0, points.get(points.size() - 1).size(), LEFT, RIGHT);
    ChartScale y = new ChartScale(0, most == 0 ? 1 : most, BOTTOM, TOP);
    return new LadderChart(
        VisibleText.name(
            "The "
                + series.figure()
                + " at each size, and the curve up to which "
                + series.order()
                + " holds"),
        y.sizes(5).stream()
            .map(
                tick ->
                    new Row(
                        y.text(tick), ChartScale.coordinate(y.at(tick) + TEXT), Numbers.size(tick)))
            .toList(),
        columns(points, x),
        path(points.stream().map(point -> x.text(point.size()) + "," + y.text(point.atMost()))),
        path(
            points.stream()
                .map(point -> x.text(point.size()) + "," + y.text(allowed(series, point)))),
        points.stream()
            .map(
                point ->
                    new Dot(
                        x.text(point.size()),
                        y.text(point.atMost()),
                        Numbers.count(point.size())
                            + ": "
                            + LadderView.range(
                                Numbers.exact(point.atLeast()), Numbers.exact(point.atMost()))))
            .toList());
  }

  private static double allowed(SizeSeries series, Point point) {
    return series.mostShare() * point.divisor();
  }

  private static String path(Stream<String> points) {
    return points.collect(Collectors.joining(" L", "M", ""));
  }

  /* From the largest down, as small sizes stand close together. */
  private static List<Column> columns(List<Point> points, ChartScale x) {
    Deque<Column> columns = new ArrayDeque<>();
    double free = Double.MAX_VALUE;
    for (int i = points.size() - 1; i >= 0; i--) {
      double at = x.at(points.get(i).size());
      if (at + LABEL_WIDTH / 2 <= free) {
        columns.addFirst(
            new Column(ChartScale.coordinate(at), Numbers.count(points.get(i).size())));
        free = at - LABEL_WIDTH / 2;
      }
    }
    return List.copyOf(columns);
  }
}
