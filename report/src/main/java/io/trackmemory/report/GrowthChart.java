package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.spi.RateText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * The bytes that a holder held more than at first, over the runs: as steps, with the slope of the
 * last half in its band, and the limit. Components are the keys of the template.
 *
 * @param label the same in words
 * @param rows lines of the grid
 * @param columns numbers of runs
 * @param fit slope and band, none or one
 * @param steps path of what was held
 * @param dots the moments at which that is known
 * @param limit how much more each run may leave, none or one
 * @param end what was held more at last
 */
record GrowthChart(
    String label,
    List<Row> rows,
    List<Column> columns,
    List<Fit> fit,
    String steps,
    List<Dot> dots,
    List<Limit> limit,
    End end) {

  private static final double LEFT = 64;
  private static final double RIGHT = 910;
  private static final double TOP = 30;
  private static final double BOTTOM = 230;
  private static final double TEXT = 4;
  private static final double LINE = 15;

  /** So much of the space of a limit's label and of the end's. */
  private static final double APART = 34;

  /** What is further away than that would press the figures to the ground. */
  private static final int SHOWN = 4;

  private static final double NORMAL_95 = 1.96;

  /** A line of the grid at {@code y}, its label at {@code text}. */
  record Row(String y, String text, String label) {}

  /** A number of runs. */
  record Column(String x, String label) {}

  /** The slope from {@code x1} to {@code x2}, and the path of its band, empty if not known. */
  record Fit(String x1, String y1, String x2, String y2, String band) {}

  /** What was held at one moment. */
  record Dot(String x, String y, String title) {}

  /** The limit's line, and its label in one line or two. */
  record Limit(String y1, String y2, String text, String label, String text2, String label2) {}

  /** Two lines of text beside the last dot. */
  record End(String y, String y2, String more, String runs) {}

  /**
   * The chart, none without a point.
   *
   * @param limitPerRun by how many bytes it may grow with each run; empty where that is not known
   */
  static List<GrowthChart> of(Holder holder, OptionalLong limitPerRun) {
    return holder.points().isEmpty()
        ? List.of()
        : List.of(Plot.of(holder, limitPerRun).chart(holder));
  }

  /** Space of a chart's values. */
  private record Plot(List<Point> points, OptionalLong limitPerRun, ChartScale x, ChartScale y) {

    static Plot of(Holder holder, OptionalLong limitPerRun) {
      List<Point> points = holder.points();
      Point last = last(points);
      double allowed = (double) limitPerRun.orElse(0) * last.runs();
      double bandTop =
          more(points, last)
              + NORMAL_95
                  * holder.bytesPerRunError().orElse(0)
                  * (last.runs() - holder.lastHalf().get(0).runs());
      return new Plot(
          points,
          limitPerRun,
          new ChartScale(points.get(0).runs(), last.runs(), LEFT, RIGHT),
          heights(points, allowed, bandTop));
    }

    private static Point last(List<Point> points) {
      return points.get(points.size() - 1);
    }

    private static ChartScale heights(List<Point> points, double... shownToo) {
      double[] more = points.stream().mapToDouble(point -> more(points, point)).toArray();
      double least = Math.min(0, DoubleStream.of(more).min().orElse(0));
      double most = Math.max(0, DoubleStream.of(more).max().orElse(0));
      for (double beyond : shownToo) {
        most = beyond <= SHOWN * most ? Math.max(most, beyond) : most;
      }
      return new ChartScale(least, most == least ? least + 1 : most, BOTTOM, TOP);
    }

    private static long more(List<Point> points, Point point) {
      return point.bytes() - points.get(0).bytes();
    }

    GrowthChart chart(Holder holder) {
      List<Limit> limits = limitPerRun.stream().mapToObj(this::limit).toList();
      return new GrowthChart(
          label(holder),
          y.sizes(5).stream()
              .map(tick -> new Row(y.text(tick), low(y.at(tick)), tick(tick)))
              .toList(),
          x.counts(8).stream().map(runs -> new Column(x.text(runs), Numbers.count(runs))).toList(),
          fit(holder),
          steps(),
          points.stream().map(this::dot).toList(),
          limits,
          end());
    }

    private static String label(Holder holder) {
      return "Bytes held by "
          + VisibleText.name(holder.signature())
          + " after each round of runs: "
          + (holder.shape() == Shape.GROWING
              ? "grows by " + RateText.bytes(holder.bytesPerRun()) + " a run"
              : "neither settled nor growing steadily");
    }

    private static String low(double at) {
      return ChartScale.coordinate(at + TEXT);
    }

    private static String tick(long more) {
      return more == 0 ? "start" : signed(more);
    }

    private static String signed(long more) {
      return (more < 0 ? "-" : "+") + Numbers.size(Math.abs(more));
    }

    private String steps() {
      StringBuilder path = new StringBuilder();
      for (Point point : points) {
        String at = x.text(point.runs());
        String height = y.text(more(points, point));
        path.append(path.isEmpty() ? "M" + at + "," + height : " H" + at + " V" + height);
      }
      return path.toString();
    }

    private Dot dot(Point point) {
      return new Dot(
          x.text(point.runs()),
          y.text(more(points, point)),
          "after "
              + Numbers.count(point.runs(), "run")
              + ": "
              + Numbers.count(point.count(), "object")
              + ", "
              + Numbers.exact(point.bytes()));
    }

    /* Through the middle of the points of the last half, as their median tells. */
    private List<Fit> fit(Holder holder) {
      List<Point> half = holder.lastHalf();
      if (holder.shape() != Shape.GROWING || half.size() < 2) {
        return List.of();
      }
      double slope = holder.bytesPerRun();
      double[] starts =
          half.stream().mapToDouble(p -> more(points, p) - slope * p.runs()).sorted().toArray();
      double start = starts[starts.length / 2];
      double from = half.get(0).runs();
      double to = last(half).runs();
      return List.of(
          new Fit(
              x.text(from),
              y.text(start + slope * from),
              x.text(to),
              y.text(start + slope * to),
              holder.bytesPerRunError().stream()
                  .mapToObj(e -> band(from, to, start, slope, NORMAL_95 * e))
                  .findFirst()
                  .orElse("")));
    }

    private String band(double from, double to, double start, double slope, double error) {
      double at = start + slope * from;
      List<String> corners = new ArrayList<>();
      corners.add("M" + x.text(from) + "," + y.text(at));
      for (double rate : Arrays.asList(slope + error, slope - error)) {
        corners.add("L" + x.text(to) + "," + y.text(at + rate * (to - from)));
      }
      return String.join(" ", corners) + " Z";
    }

    private Limit limit(long perRun) {
      double end = limitEnd(perRun);
      return new Limit(
          y.text(0),
          y.text((double) perRun * last(points).runs()),
          low(end),
          perRun == 0 ? "limit: flat" : "limit",
          low(end + LINE),
          perRun == 0 ? "" : Numbers.size(perRun) + " a run");
    }

    /* A limit far above the figures is named at the top. */
    private double limitEnd(long perRun) {
      return Math.max(TOP, y.at((double) perRun * last(points).runs()));
    }

    private End end() {
      Point last = last(points);
      double at = y.at(more(points, last));
      for (long perRun : limitPerRun.stream().toArray()) {
        double limit = limitEnd(perRun);
        if (Math.abs(limit - at) < APART) {
          at = limit - APART >= TOP - APART / 2 ? limit - APART : limit + APART / 2;
        }
      }
      return new End(
          low(at),
          low(at + LINE),
          signed(more(points, last)),
          "in " + Numbers.count(last.runs(), "run"));
    }
  }
}
