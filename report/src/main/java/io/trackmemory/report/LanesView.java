package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThreadLane;
import io.trackmemory.tracker.ThreadLane.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * When each thread worked for a scope, where there were several. Components are the keys of the
 * template.
 *
 * @param label the same in words
 * @param box the part of the plane that the chart takes
 * @param bottom where the lanes end
 * @param scale where the texts of the scale are
 * @param lanes the threads
 * @param checkpoints where the scope's checkpoints are
 * @param ticks the scale
 * @param merged that some spans are several stretches of work, none or one
 * @param more threads that are left out, none or one
 */
record LanesView(
    String label,
    String box,
    String bottom,
    String scale,
    List<Lane> lanes,
    List<Mark> checkpoints,
    List<Tick> ticks,
    List<String> merged,
    List<String> more) {

  private static final int MAX_LANES = 40;
  private static final int LETTERS = 20;
  private static final double LEFT = 150;
  private static final double RIGHT = 1_000;
  private static final double EDGE = 30;
  private static final double LETTER = 6.2;
  private static final double LEAST = 2;
  private static final int STEP = 30;
  private static final int TOP = 18;
  private static final int TEXT = 15;

  /**
   * One thread.
   *
   * @param y upper edge of its lane
   * @param text base line of its name
   * @param shortName as much of its name as has room
   * @param stretches how often it worked for the scope
   * @param begin when it first did
   * @param end when it last ended
   * @param atWork how long it did in all
   */
  record Lane(
      String y,
      String text,
      String name,
      String shortName,
      String stretches,
      String begin,
      String end,
      String atWork,
      List<Block> blocks) {}

  /** A stretch of work. */
  record Block(String x, String width, String title) {}

  /**
   * A checkpoint.
   *
   * @param shown its name where it has room, none or one
   */
  record Mark(String at, String name, List<String> shown) {}

  /** A place in time. */
  record Tick(String at, String anchor, String text) {}

  /** None where one thread did all the work. */
  static List<LanesView> of(MemorySnapshot seen) {
    return seen.lanes().size() < 2 ? List.of() : List.of(view(seen));
  }

  private static LanesView view(MemorySnapshot seen) {
    List<ThreadLane> lanes = seen.lanes().stream().limit(MAX_LANES).toList();
    long end =
        LongStream.concat(
                lanes.stream().flatMap(lane -> lane.spans().stream()).mapToLong(Span::endNanos),
                seen.checkpoints().stream().mapToLong(Checkpoint::elapsedNanos))
            .max()
            .orElse(0);
    ChartScale x = new ChartScale(0, (double) Math.max(1, end), LEFT, RIGHT);
    List<Lane> rows = new ArrayList<>();
    for (ThreadLane lane : lanes) {
      rows.add(lane(lane, x, TOP + STEP * rows.size()));
    }
    int bottom = TOP + STEP * rows.size();
    boolean merged =
        lanes.stream()
            .flatMap(lane -> lane.spans().stream())
            .anyMatch(span -> span.stretches() > 1);
    return new LanesView(
        "When each of " + Numbers.count(seen.lanes().size(), "thread") + " worked for it",
        "0 0 1000 " + (bottom + 2 * TEXT),
        String.valueOf(bottom),
        String.valueOf(bottom + TEXT),
        rows,
        checkpoints(seen.checkpoints(), x),
        x.counts(5).stream().map(nanos -> tick(x, nanos, nanos == 0 ? "0" : time(nanos))).toList(),
        merged
            ? List.of(
                "Of a thread with more than 200 stretches of work each few that follow each other"
                    + " are drawn as one, with what lies between them.")
            : List.of(),
        seen.lanes().size() <= MAX_LANES
            ? List.of()
            : List.of(
                Numbers.count(seen.lanes().size() - MAX_LANES, "more thread")
                    + " left out here; the JSON beside this page has all of them."));
  }

  private static List<Mark> checkpoints(List<Checkpoint> checkpoints, ChartScale x) {
    List<Mark> marks = new ArrayList<>();
    double free = LEFT;
    for (Checkpoint each : checkpoints) {
      String name = VisibleText.name(each.name());
      double at = x.at(each.elapsedNanos());
      double half = LETTER * name.length() / 2;
      boolean hasRoom = at - half >= free && at + half <= RIGHT;
      marks.add(new Mark(ChartScale.coordinate(at), name, hasRoom ? List.of(name) : List.of()));
      free = hasRoom ? at + half + LETTER : free;
    }
    return marks;
  }

  private static Lane lane(ThreadLane lane, ChartScale x, int y) {
    List<Span> spans = lane.spans();
    String name = VisibleText.name(lane.threadName());
    long atWork = spans.stream().mapToLong(span -> span.endNanos() - span.beginNanos()).sum();
    boolean merged = spans.stream().anyMatch(span -> span.stretches() > 1);
    return new Lane(
        String.valueOf(y),
        String.valueOf(y + TEXT),
        name,
        shortened(name),
        Numbers.count(spans.stream().mapToLong(Span::stretches).sum()),
        time(spans.get(0).beginNanos()),
        time(spans.get(spans.size() - 1).endNanos()),
        (merged ? "\u2264 " : "") + time(atWork),
        spans.stream().map(span -> block(span, name, x)).toList());
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LETTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LETTERS - 1)) + "\u2026";
  }

  private static Block block(Span span, String name, ChartScale x) {
    double from = x.at(span.beginNanos());
    double width = Math.max(LEAST, x.at(span.endNanos()) - from);
    return new Block(
        ChartScale.coordinate(Math.min(from, RIGHT - width)),
        ChartScale.coordinate(width),
        name
            + ": from "
            + time(span.beginNanos())
            + " to "
            + time(span.endNanos())
            + (span.stretches() > 1
                ? ", " + Numbers.count(span.stretches(), "time") + " at work"
                : ""));
  }

  private static Tick tick(ChartScale x, long nanos, String text) {
    double at = x.at(nanos);
    String anchor = at < LEFT + EDGE ? "start" : at > RIGHT - EDGE ? "end" : "middle";
    return new Tick(ChartScale.coordinate(at), anchor, text);
  }

  private static String time(long nanos) {
    return Numbers.elapsed(Duration.ofNanos(nanos));
  }
}
