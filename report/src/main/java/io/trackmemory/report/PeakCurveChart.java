package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.PeakCurve;
import io.trackmemory.tracker.PeakCurve.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Live bytes over what had been allocated, against a limit that was in force: points where
 * something is known, and between them the space in which live bytes lie, hatched. Components are
 * the keys of the template.
 *
 * @param label the same in words
 * @param unknown outline of that space
 * @param limit where the limit is
 * @param dots what collections told
 * @param crossing where the limit was passed, none or one
 * @param rows the scale of live bytes
 * @param columns the scale of allocated bytes
 * @param numbers the same as numbers
 * @param thinned how many points are left out, none or one sentence
 */
record PeakCurveChart(
    String label,
    String unknown,
    Line limit,
    List<Dot> dots,
    List<Dot> crossing,
    List<Line> rows,
    List<Line> columns,
    List<Row> numbers,
    List<String> thinned) {

  private static final double LEFT = 64;
  private static final double RIGHT = 990;
  private static final double TOP = 20;
  private static final double BOTTOM = 220;
  private static final double BASELINE = 4;

  /** A line of a scale at {@code at}, and its text's place. */
  record Line(String at, String text, String label) {}

  /** What was known at one moment. */
  record Dot(String x, String y, String title) {}

  /**
   * The same as numbers.
   *
   * @param measured whether a collection tells it
   */
  record Row(String allocated, String elapsed, String atLeast, String atMost, boolean measured) {}

  static List<PeakCurveChart> of(List<PeakCurve> curves) {
    return curves.stream()
        .filter(curve -> !curve.points().isEmpty())
        .map(PeakCurveChart::of)
        .toList();
  }

  private static PeakCurveChart of(PeakCurve curve) {
    return new Drawing(curve).chart();
  }

  private static final class Drawing {

    private final PeakCurve curve;
    private final List<Point> points;
    private final Optional<Point> crossing;
    private final ChartScale x;
    private final ChartScale y;

    Drawing(PeakCurve curve) {
      this.curve = curve;
      this.points = curve.points();
      this.crossing = points.stream().filter(point -> point.atLeastBytes().isPresent()).findFirst();
      long allocated = points.get(points.size() - 1).allocatedBytes();
      long most = points.stream().mapToLong(Point::atMostBytes).max().orElse(0);
      long high = crossing.isPresent() ? Math.max(most, curve.limitBytes()) : curve.limitBytes();
      this.x = new ChartScale(0, (double) Math.max(1, allocated), LEFT, RIGHT);
      this.y = new ChartScale(0, Math.max(1, 1.08 * high), BOTTOM, TOP);
    }

    PeakCurveChart chart() {
      return new PeakCurveChart(
          label(),
          unknown(),
          line(y, curve.limitBytes(), -2 * BASELINE, "limit " + Numbers.size(curve.limitBytes())),
          points.stream()
              .filter(point -> point.measured() && point.atLeastBytes().isEmpty())
              .map(this::dot)
              .toList(),
          crossing.stream().map(this::crossing).toList(),
          y.sizes(5).stream().map(size -> line(y, size, BASELINE, Numbers.size(size))).toList(),
          x.sizes(5).stream().map(size -> line(x, size, 0, Numbers.size(size))).toList(),
          points.stream().map(Drawing::row).toList(),
          points.size() == curve.known()
              ? List.of()
              : List.of(
                  Numbers.count(points.size(), "point")
                      + " of "
                      + Numbers.count(curve.known())
                      + ": the others are left out evenly."));
    }

    private String label() {
      return "Live bytes over what had been allocated, against the limit of "
          + Numbers.size(curve.limitBytes())
          + crossing
              .map(at -> ", which was passed after " + Numbers.size(at.allocatedBytes()))
              .orElse(", which was not passed");
    }

    /* What was allocated since the point before may be alive, up to what the limit allows; no more
     * is known. */
    private String unknown() {
      List<String> corners = new ArrayList<>();
      corners.add(corner(0, 0));
      long allocated = 0;
      long atMost = 0;
      boolean below = true;
      for (Point point : points) {
        boolean crosses = point.atLeastBytes().isPresent();
        long ceiling = below ? Math.max(curve.limitBytes(), atMost) : Long.MAX_VALUE;
        long open = atMost + point.allocatedBytes() - allocated;
        if (open > ceiling) {
          corners.add(corner(allocated + ceiling - atMost, ceiling));
        }
        corners.add(corner(point.allocatedBytes(), Math.min(open, ceiling)));
        corners.add(corner(point.allocatedBytes(), point.atMostBytes()));
        allocated = point.allocatedBytes();
        atMost = point.atMostBytes();
        below = below && !crosses;
      }
      corners.add(corner(allocated, 0));
      return "M" + String.join(" L", corners) + " Z";
    }

    private String corner(long allocated, long live) {
      return x.text(allocated) + "," + y.text(Math.min(live, (long) y.to()));
    }

    private Dot dot(Point point) {
      return new Dot(
          x.text(point.allocatedBytes()),
          y.text(point.atMostBytes()),
          "at most " + Numbers.sizeAndExact(point.atMostBytes()) + " alive " + after(point));
    }

    private Dot crossing(Point point) {
      long live = point.atLeastBytes().orElseThrow();
      return new Dot(
          x.text(point.allocatedBytes()),
          y.text(live),
          "passed here: " + Numbers.sizeAndExact(live) + " alive " + after(point));
    }

    private static String after(Point point) {
      return "after "
          + Numbers.sizeAndExact(point.allocatedBytes())
          + " allocated, "
          + elapsed(point);
    }

    private static Row row(Point point) {
      return new Row(
          Numbers.exact(point.allocatedBytes()),
          elapsed(point),
          Numbers.orNotAvailable(point.atLeastBytes(), Numbers::exact),
          Numbers.exact(point.atMostBytes()),
          point.measured());
    }

    private static String elapsed(Point point) {
      return Numbers.elapsed(Duration.ofNanos(point.elapsedNanos()));
    }

    private static Line line(ChartScale scale, long bytes, double below, String text) {
      double at = scale.at(bytes);
      return new Line(ChartScale.coordinate(at), ChartScale.coordinate(at + below), text);
    }
  }
}
