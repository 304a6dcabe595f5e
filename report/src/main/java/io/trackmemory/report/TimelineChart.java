package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.CollectionMoments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Phases of a scope over time, with the bytes in all at their ends. Components are the keys of the
 * template.
 *
 * @param label the same in words
 * @param blocks the phases
 * @param line path through the totals
 * @param dots the moments at which a total is known
 * @param marks garbage collections
 * @param strip what stands where there are none, none or one
 * @param top height and label of the highest total
 * @param ticks the scale
 */
record TimelineChart(
    String label,
    List<Block> blocks,
    String line,
    List<Dot> dots,
    List<CollectionsView.Mark> marks,
    List<String> strip,
    Tick top,
    List<Tick> ticks) {

  private static final double LEFT = 62;
  private static final double RIGHT = 1_000;
  private static final double TOP = 48;
  private static final double BOTTOM = 128;

  private static final double LEAST_MARK = 3;
  private static final double GAP = 1;
  private static final double PADDING = 7;
  private static final double LETTER = 6.2;
  private static final int FEWEST_LETTERS = 4;

  /**
   * A phase, with as much of its texts as has room, empty if none has.
   *
   * @param other whether it is every other one
   */
  record Block(String x, String width, boolean other, String title, String name, String size) {}

  /** A total. */
  record Dot(String x, String y, String title) {}

  /** A place on a scale. */
  record Tick(String at, String anchor, String text) {}

  /** A phase from {@code begin} to {@code end}, after which there were {@code total} bytes. */
  record Phase(String name, long begin, long end, long bytes, long total) {}

  /** Of one phase or more, in order. */
  static TimelineChart of(List<Phase> phases, CollectionMoments collections) {
    Phase last = phases.get(phases.size() - 1);
    ChartScale x = new ChartScale(0, (double) last.end(), LEFT, RIGHT);
    ChartScale y = new ChartScale(0, (double) last.total(), BOTTOM, TOP);
    List<Block> blocks = new ArrayList<>();
    List<Dot> dots = new ArrayList<>();
    StringBuilder line = new StringBuilder("M" + x.text(0) + "," + y.text(0));
    for (Phase phase : phases) {
      blocks.add(block(phase, x, blocks.size() % 2 == 1));
      String at = x.text(phase.end());
      String height = y.text(phase.total());
      line.append(" L").append(at).append(',').append(height);
      dots.add(
          new Dot(
              at,
              height,
              Numbers.sizeAndExact(phase.total()) + " in all after " + time(phase.end())));
    }
    return new TimelineChart(
        "Phases between checkpoints over "
            + time(last.end())
            + ", with the bytes allocated up to the end of each, and garbage collections",
        blocks,
        line.toString(),
        dots,
        CollectionsView.marks(collections, x, LEAST_MARK),
        CollectionsView.of(collections).strip(),
        new Tick(y.text(last.total()), "end", Numbers.size(last.total())),
        x.counts(5).stream().map(nanos -> tick(x, nanos)).toList());
  }

  private static Block block(Phase phase, ChartScale x, boolean other) {
    double from = x.at(phase.begin());
    double width = Math.max(GAP, x.at(phase.end()) - from - GAP);
    String size = Numbers.size(phase.bytes());
    String time = time(phase.end() - phase.begin());
    int letters = (int) ((width - 2 * PADDING) / LETTER);
    return new Block(
        ChartScale.coordinate(from),
        ChartScale.coordinate(width),
        other,
        phase.name() + ": " + time + ", " + Numbers.sizeAndExact(phase.bytes()),
        fitting(phase.name(), letters),
        whole(List.of(size + ", " + time, size), letters));
  }

  /* A number that is cut is another number. */
  private static String whole(List<String> texts, int letters) {
    return texts.stream().filter(text -> text.length() <= letters).findFirst().orElse("");
  }

  private static String fitting(String text, int letters) {
    if (text.length() <= letters) {
      return text;
    }
    return letters < FEWEST_LETTERS
        ? ""
        : text.substring(0, text.offsetByCodePoints(0, letters(text, letters - 1))) + "\u2026";
  }

  private static int letters(String text, int letters) {
    return Math.min(letters, text.codePointCount(0, text.length()));
  }

  private static Tick tick(ChartScale x, long nanos) {
    double at = x.at(nanos);
    String anchor = at == LEFT ? "start" : at > RIGHT - PADDING ? "end" : "middle";
    return new Tick(ChartScale.coordinate(at), anchor, nanos == 0 ? "0" : time(nanos));
  }

  private static String time(long nanos) {
    return Numbers.elapsed(Duration.ofNanos(nanos));
  }
}
