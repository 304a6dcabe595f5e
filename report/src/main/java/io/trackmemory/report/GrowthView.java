package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import java.util.List;
import java.util.Locale;

/**
 * What repeated runs left behind, as one check saw it.
 *
 * @param check the check
 * @param uncertified why it could not be told, none or one
 * @param summary what became of it in all, none or one
 * @param holders those that grow, or of which nothing can be said yet
 * @param settled those that settled, none or one table
 * @param more what is left out, none or one
 */
record GrowthView(
    String check,
    List<String> uncertified,
    List<String> summary,
    List<HolderView> holders,
    List<Listed<Settled>> settled,
    List<String> more) {

  private static final int MAX_HOLDERS = 30;
  private static final int MAX_TYPES = 20;

  /**
   * What one holder held.
   *
   * @param signature stable name of the holder
   * @param shape what became of it
   * @param facts by how much it grows
   * @param points what it held after each round of runs
   * @param types what came to it
   * @param chain what holds one of the objects that came, none or one
   */
  record HolderView(
      String signature,
      String shape,
      List<Fact> facts,
      List<Step> points,
      Table<NamedRow> types,
      List<ChainView> chain) {}

  /**
   * A moment, and how much more was held than before the first run.
   *
   * @param runs number of runs before it
   * @param count objects held
   * @param size their bytes
   * @param more bytes more than at first
   * @param bar the same, of the most there ever were more, in percent
   */
  record Step(String runs, String count, String size, String more, String bar) {}

  /** A holder that settled, what became of it, and by how much it held more in the end. */
  record Settled(String holder, String shape, String objects, String size) {}

  static GrowthView of(GrowthLook look) {
    GrowthResult result = look.result();
    List<Holder> open = result.holders().stream().filter(GrowthView::isOpen).toList();
    List<Holder> settled = result.holders().stream().filter(each -> !isOpen(each)).toList();
    return new GrowthView(
        VisibleText.name(look.check()),
        result.uncertified().stream().map(cause -> VisibleText.lines(cause, 2_000)).toList(),
        result.uncertified().isPresent() ? List.of() : List.of(summary(result)),
        open.stream().limit(MAX_HOLDERS).map(GrowthView::holder).toList(),
        Listed.of(settled.stream().limit(MAX_HOLDERS).map(GrowthView::settled).toList()),
        more(Math.max(0, open.size() - MAX_HOLDERS) + Math.max(0, settled.size() - MAX_HOLDERS)));
  }

  private static boolean isOpen(Holder holder) {
    return holder.shape() == Shape.GROWING || holder.shape() == Shape.INCONCLUSIVE;
  }

  private static String summary(GrowthResult result) {
    return switch (result.shape()) {
      case NONE -> "None: each round of runs left as much as there was before.";
      case ONE_TIME -> "None: something was left once, and nothing after it.";
      case SATURATING -> "None: something filled up, and then nothing more was left.";
      case INCONCLUSIVE -> "Inconclusive: what is left has neither settled nor grown steadily.";
      case GROWING -> growing(result);
    };
  }

  private static String growing(GrowthResult result) {
    String objects = Numbers.rate(result.objectsPerRun());
    return "Growing: each of "
        + Numbers.count(result.runs(), "run")
        + " leaves "
        + Numbers.rate(result.bytesPerRun())
        + " B and "
        + objects
        + (objects.equals("1") ? " object" : " objects")
        + " more behind."
        + result.forecast().map(forecast -> " " + forecast + ".").orElse("");
  }

  private static HolderView holder(Holder holder) {
    return new HolderView(
        VisibleText.name(holder.signature()),
        word(holder.shape()),
        holder.shape() == Shape.GROWING
            ? List.of(
                new Fact("Bytes a run", Numbers.rate(holder.bytesPerRun()), ""),
                new Fact("Objects a run", Numbers.rate(holder.objectsPerRun()), ""),
                new Fact("Confidence", Numbers.share(holder.confidence()), ""))
            : List.of(),
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

  private static List<Step> steps(List<Point> points) {
    long first = points.isEmpty() ? 0 : points.get(0).bytes();
    long most = points.stream().mapToLong(point -> point.bytes() - first).max().orElse(0);
    return points.stream().map(point -> step(point, point.bytes() - first, most)).toList();
  }

  private static Step step(Point point, long more, long most) {
    double percent = most <= 0 ? 0 : 100.0 * Math.max(0, more) / most;
    return new Step(
        Numbers.count(point.runs()),
        Numbers.count(point.count()),
        Numbers.size(point.bytes()),
        Numbers.change(more) + " B",
        String.format(Locale.ROOT, "%.1f", percent));
  }

  private static Settled settled(Holder holder) {
    Point first = holder.points().get(0);
    Point last = holder.points().get(holder.points().size() - 1);
    return new Settled(
        VisibleText.name(holder.signature()),
        word(holder.shape()),
        Numbers.change(last.count() - first.count()),
        Numbers.change(last.bytes() - first.bytes()) + " B");
  }

  private static String word(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> more(int leftOut) {
    return leftOut == 0
        ? List.of()
        : List.of(
            Numbers.count(leftOut, "more holder")
                + " left out here; the JSON beside this page has all");
  }
}
