package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.spi.RateText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What repeated runs left behind, as one check saw it. Components are the keys of the template.
 *
 * @param check the check
 * @param uncertified why it could not be told, none or one
 * @param none that nothing grows, none or one
 * @param summary what grows in all, or that it cannot be told yet, none or one
 * @param forecast when the heap is full, none or one
 * @param growing those that grow, or of which nothing can be said yet
 * @param holders all that changed, none or one table
 * @param runs how many runs there were
 * @param more what is left out, none or one
 */
record GrowthView(
    String check,
    List<String> uncertified,
    List<String> none,
    List<String> summary,
    List<String> forecast,
    List<HolderView> growing,
    List<Listed<HolderRow>> holders,
    String runs,
    List<String> more) {

  private static final int MAX_CHARTS = 10;
  private static final int MAX_HOLDERS = 100;
  private static final int MAX_TYPES = 20;

  /**
   * One holder with its chart.
   *
   * @param signature stable name of the holder
   * @param shape what became of it, in words
   * @param facts by how much it grows
   * @param slope whether it grows, so that the chart has a slope
   * @param chart what it held, none or one
   * @param moments how many moments that is known of
   * @param points the same in numbers
   * @param types what came to it
   * @param chain what holds one of the objects that came, none or one
   */
  record HolderView(
      String signature,
      String shape,
      List<Fact> facts,
      boolean slope,
      List<GrowthChart> chart,
      String moments,
      List<Step> points,
      Table<NamedRow> types,
      List<ChainView> chain) {}

  /**
   * A moment, and how much more was held than before the first run.
   *
   * @param runs number of runs before it
   * @param count objects held
   * @param bytes their bytes
   * @param more bytes more than at first
   */
  record Step(String runs, String count, String bytes, String more) {}

  /**
   * A holder in the table of all.
   *
   * @param signature stable name of the holder
   * @param shape what became of it, in a word
   * @param growing whether it grows
   * @param spark what it held, none or one
   * @param first bytes before the first run, none or one
   * @param last bytes after the last run, none or one
   * @param rate bytes a run
   * @param sortRate the same, to sort by
   */
  record HolderRow(
      String signature,
      String shape,
      boolean growing,
      List<SparkChart> spark,
      List<Amount> first,
      List<Amount> last,
      String rate,
      String sortRate) {}

  static GrowthView of(GrowthLook look) {
    GrowthResult result = look.result();
    List<Holder> open =
        result.holders().stream()
            .filter(holder -> holder.shape().compareTo(Shape.INCONCLUSIVE) >= 0)
            .toList();
    OptionalLong limit =
        open.size() == 1 || look.limitPerRun().orElse(-1) == 0
            ? look.limitPerRun()
            : OptionalLong.empty(); // of all of them together
    boolean told = result.uncertified().isEmpty();
    return new GrowthView(
        VisibleText.name(look.check()),
        result.uncertified().stream().map(cause -> VisibleText.lines(cause, 2_000)).toList(),
        told && open.isEmpty() ? List.of(none(result.shape())) : List.of(),
        told && !open.isEmpty() ? List.of(summary(result)) : List.of(),
        result.forecast().map(text -> text + ".").stream().toList(),
        open.stream().limit(MAX_CHARTS).map(holder -> holder(holder, limit)).toList(),
        Listed.of(result.holders().stream().limit(MAX_HOLDERS).map(GrowthView::row).toList()),
        Numbers.count(result.runs(), "run"),
        more(open.size(), result.holders().size()));
  }

  private static String none(Shape shape) {
    return switch (shape) {
      case ONE_TIME -> "Something was left once, and nothing after it.";
      case SATURATING -> "Something filled up, and then nothing more was left.";
      default -> "Each round of runs left as much as there was before.";
    };
  }

  private static String summary(GrowthResult result) {
    int growing = result.holders(Shape.GROWING).size();
    return growing == 0
        ? "Inconclusive: what is left has neither settled nor grown steadily. More runs tell."
        : Numbers.count(growing)
            + " of "
            + Numbers.count(result.holders().size(), "holder")
            + (growing == 1 ? " grows: each of " : " grow: each of ")
            + Numbers.count(result.runs(), "run")
            + " leaves "
            + RateText.bytes(result.bytesPerRun())
            + " and "
            + objects(result.objectsPerRun())
            + " more behind.";
  }

  private static String objects(double rate) {
    String text = Numbers.rate(rate);
    return text + (text.equals("1") ? " object" : " objects");
  }

  private static HolderView holder(Holder holder, OptionalLong limit) {
    boolean growing = holder.shape() == Shape.GROWING;
    return new HolderView(
        VisibleText.name(holder.signature()),
        growing
            ? "growing with each round, no sign of an end"
            : "inconclusive: neither settled nor growing steadily",
        growing ? facts(holder) : List.of(),
        growing,
        GrowthChart.of(holder, limit),
        Numbers.count(holder.points().size(), "moment"),
        steps(holder.points()),
        NamedRow.ofTypes(holder.types(), MAX_TYPES),
        holder.chain().isEmpty()
            ? List.of()
            : List.of(
                ChainView.of(
                    holder.rootDescription(),
                    holder.chain(),
                    holder.suspectIndex(),
                    "one that came")));
  }

  private static List<Fact> facts(Holder holder) {
    return List.of(
        new Fact("a run", "+" + RateText.bytes(holder.bytesPerRun()), ""),
        new Fact(
            "standard error",
            holder.bytesPerRunError().stream()
                .mapToObj(error -> "\u00b1 " + RateText.bytes(error))
                .findFirst()
                .orElse(Numbers.NOT_AVAILABLE),
            ""),
        new Fact("objects a run", "+" + Numbers.rate(holder.objectsPerRun()), ""),
        new Fact("confidence", Numbers.share(holder.confidence()), ""));
  }

  private static List<Step> steps(List<Point> points) {
    List<Step> steps = new ArrayList<>();
    for (Point point : points) {
      steps.add(
          new Step(
              Numbers.count(point.runs()),
              Numbers.count(point.count()),
              Numbers.exact(point.bytes()),
              Numbers.change(point.bytes() - points.get(0).bytes()) + " B"));
    }
    return steps;
  }

  private static HolderRow row(Holder holder) {
    List<Point> points = holder.points();
    boolean growing = holder.shape() == Shape.GROWING;
    return new HolderRow(
        VisibleText.name(holder.signature()),
        word(holder.shape()),
        growing,
        SparkChart.of(points),
        points.stream().limit(1).map(GrowthView::amount).toList(),
        points.stream().skip(Math.max(0, points.size() - 1)).map(GrowthView::amount).toList(),
        growing
            ? "+" + RateText.bytes(holder.bytesPerRun())
            : holder.shape() == Shape.INCONCLUSIVE ? Numbers.NOT_AVAILABLE : "none",
        Double.toString(growing ? holder.bytesPerRun() : 0));
  }

  private static Amount amount(Point point) {
    return Amount.of(point.count(), point.bytes(), 0);
  }

  private static String word(Shape shape) {
    return switch (shape) {
      case NONE -> "as before";
      case ONE_TIME -> "once";
      case SATURATING -> "filled up";
      case INCONCLUSIVE -> "inconclusive";
      case GROWING -> "growing";
    };
  }

  private static List<String> more(int open, int all) {
    List<String> more = new ArrayList<>();
    if (open > MAX_CHARTS) {
      more.add(Numbers.count(open - MAX_CHARTS, "more chart"));
    }
    if (all > MAX_HOLDERS) {
      more.add(Numbers.count(all - MAX_HOLDERS, "more holder"));
    }
    return more.isEmpty()
        ? List.of()
        : List.of(
            String.join(" and ", more) + " left out here; the JSON beside this page has all.");
  }
}
