package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A flame graph as the template draws it: the widest frames, up to a number, none narrower than
 * 0.05 %; those left out of a frame are one, {@code 7 more}. Components are the keys of the
 * template.
 *
 * @param styles classes of the graph: unit, and whether it is of all calls or of the user's own
 * @param label what it shows, for a screen reader
 * @param height height of the drawing
 * @param frames outer ones before inner ones
 */
record FlameGraph(String styles, String label, String height, List<Frame> frames) {

  private static final int ROW_HEIGHT = 20;
  private static final long PART_OF_TOTAL = 2_000;
  private static final long GRID = 100_000;

  /* What is written where no script fits names to frames: for a drawing of 1,000 pixels. */
  private static final double CHAR_PERCENT = 0.7;
  private static final int MIN_CHARS = 3;

  /**
   * A frame.
   *
   * @param kind whose it is, as the style knows it
   * @param x left edge in percent
   * @param width width in percent
   * @param y upper edge
   * @param title name, amount, share and package
   * @param text as much of the name as fits
   * @param amount its amount
   * @param own the part of it that no frame below has
   */
  record Frame(
      char kind,
      String x,
      String width,
      String y,
      String title,
      String text,
      long amount,
      long own) {}

  static FlameGraph of(FlameTree root, FlameUnit unit, String style, String label, int maxFrames) {
    Drawing drawing = new Drawing(root, unit, maxFrames);
    List<Frame> frames = drawing.draw();
    return new FlameGraph(
        unit.id + " " + style, label, Integer.toString(drawing.rows * ROW_HEIGHT), frames);
  }

  /** One drawing. */
  private static final class Drawing {

    private final FlameTree root;
    private final FlameUnit unit;
    private final long total;
    private final Set<FlameTree> shown;
    private final List<Frame> frames = new ArrayList<>();
    private int rows;

    Drawing(FlameTree root, FlameUnit unit, int maxFrames) {
      this.root = root;
      this.unit = unit;
      this.total = root.amount(unit);
      this.shown = widest(maxFrames);
    }

    /* The widest first: whatever is in there, its parents are too. */
    private Set<FlameTree> widest(int max) {
      Set<FlameTree> found = Collections.newSetFromMap(new IdentityHashMap<>());
      PriorityQueue<FlameTree> next =
          new PriorityQueue<>(Comparator.comparingLong((FlameTree tree) -> -tree.amount(unit)));
      next.add(root);
      for (FlameTree tree = next.poll();
          tree != null && found.size() < max && isWide(tree.amount(unit));
          tree = next.poll()) {
        found.add(tree);
        next.addAll(tree.children());
      }
      return found;
    }

    private boolean isWide(long amount) {
      return amount > 0 && amount >= total / PART_OF_TOTAL;
    }

    List<Frame> draw() {
      if (total > 0) {
        draw(root, 0, 0);
      }
      return List.copyOf(frames);
    }

    private void draw(FlameTree tree, long start, int depth) {
      List<FlameTree> inner =
          tree.children().stream()
              .filter(shown::contains)
              .sorted(Comparator.comparingLong((FlameTree child) -> -child.amount(unit)))
              .toList();
      long rest = tree.amount(unit) - inner.stream().mapToLong(child -> child.amount(unit)).sum();
      long left = tree.children().stream().filter(child -> child.amount(unit) > 0).count();
      boolean more = left > inner.size() && isWide(rest);
      add(tree.frame(), start, tree.amount(unit), more ? 0 : rest, depth);
      long at = start;
      for (FlameTree child : inner) {
        draw(child, at, depth + 1);
        at += child.amount(unit);
      }
      if (more) {
        String name = Numbers.count(left - inner.size()) + " more";
        add(FlameFrame.type(name), at, rest, rest, depth + 1);
      }
    }

    private void add(FlameFrame frame, long start, long amount, long own, int depth) {
      rows = Math.max(rows, depth + 1);
      long left = grid(start);
      long width = grid(start + amount) - left;
      String name = frame.name() + (depth == 0 ? " " + unit.rounded(amount) : "");
      String from = frame.packageName();
      frames.add(
          new Frame(
              frame.kind(),
              percent(left),
              percent(width),
              Integer.toString(depth * ROW_HEIGHT),
              name
                  + ": "
                  + unit.exact(amount)
                  + ", "
                  + Numbers.share(amount, total)
                  + (from.isEmpty() ? "" : ", " + from),
              fitting(name, width),
              amount,
              own));
    }

    /* On a grid, so that no frame is drawn beyond the one that it is in. */
    private long grid(long amount) {
      return Math.round((double) amount / total * GRID);
    }

    private static String percent(long onGrid) {
      return BigDecimal.valueOf(onGrid, 3).toPlainString();
    }

    private static String fitting(String name, long width) {
      int chars = (int) ((width / 1_000.0 - 1) / CHAR_PERCENT);
      if (chars < MIN_CHARS) {
        return "";
      }
      return name.length() <= chars
          ? name
          : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, chars - 1))) + "…";
    }
  }
}
