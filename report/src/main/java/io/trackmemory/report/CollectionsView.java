package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.CollectionMoment;
import io.trackmemory.tracker.CollectionMoments;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * When garbage collections ran. Components are the keys of the template.
 *
 * @param rows the first of them
 * @param more those that are left out, and those whose moment is not known, a sentence each
 * @param strip what stands where the chart has no mark, none or one
 */
record CollectionsView(List<Listed<Row>> rows, List<String> more, List<String> strip) {

  private static final int MAX_ROWS = 200;

  /**
   * One collection.
   *
   * @param begin when it began, since the scope was opened
   * @param took how long it went on
   * @param pause how much of that the program stood still
   * @param collector its name
   * @param cause why it ran
   * @param forced whether TrackMemory asked for it
   * @param stops whether the program stood still for it
   */
  record Row(
      String begin,
      String took,
      String pause,
      String collector,
      String cause,
      boolean forced,
      boolean stops) {}

  /** A collection on a chart. */
  record Mark(String x, String width, boolean forced, String title) {}

  static CollectionsView of(CollectionMoments seen) {
    return new CollectionsView(
        Listed.of(seen.moments().stream().limit(MAX_ROWS).map(CollectionsView::row).toList()),
        more(seen),
        seen.moments().isEmpty() ? List.of(none(seen)) : List.of());
  }

  private static String none(CollectionMoments seen) {
    return seen.missing().isPresent() && seen.missing().getAsLong() == 0 ? "no collection" : "n/a";
  }

  private static List<String> more(CollectionMoments seen) {
    if (seen.missing().isEmpty()) {
      return List.of("When collections ran is n/a: this JVM tells no listener of them.");
    }
    long hidden = Math.max(0, seen.moments().size() - MAX_ROWS);
    long missing = seen.missing().getAsLong();
    return Stream.of(
            hidden == 0
                ? ""
                : Numbers.count(hidden, "more row")
                    + " left out here; the JSON beside this page has all of them.",
            missing == 0
                ? ""
                : "Of "
                    + Numbers.count(missing, "more collection")
                    + " the moment is n/a: only the latest 1,000 are kept, and the JVM tells each"
                    + " a moment after it ended.")
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  private static Row row(CollectionMoment moment) {
    return new Row(
        millis(moment.elapsedMillis()),
        millis(moment.tookMillis()),
        Numbers.orNotAvailable(moment.pauseMillis(), CollectionsView::millis),
        VisibleText.name(moment.collector()),
        VisibleText.name(moment.cause()),
        moment.forced(),
        moment.pauseMillis().isPresent());
  }

  /* To a millisecond: the JVM tells no more. */
  private static String millis(long millis) {
    return Numbers.count(millis) + " ms";
  }

  /** Marks of at least {@code least} units from the left end of a scale to its right end. */
  static List<Mark> marks(CollectionMoments seen, ChartScale x, double least) {
    return seen.moments().stream().limit(MAX_ROWS).map(moment -> mark(moment, x, least)).toList();
  }

  private static Mark mark(CollectionMoment moment, ChartScale x, double least) {
    double from = within(x, moment.elapsedMillis());
    double to = within(x, moment.elapsedMillis() + moment.tookMillis());
    double width = Math.max(least, to - from);
    Row row = row(moment);
    return new Mark(
        ChartScale.coordinate(Math.min(from, x.end() - width)),
        ChartScale.coordinate(width),
        moment.forced(),
        row.collector
            + ", "
            + row.cause
            + (moment.forced() ? ", asked for by TrackMemory" : "")
            + ": after "
            + row.begin
            + (moment.pauseMillis().isPresent()
                ? ", pause " + row.pause
                : ", " + row.took + " beside the program"));
  }

  private static double within(ChartScale x, long millis) {
    double nanos = (double) Duration.ofMillis(millis).toNanos();
    return x.at(Math.max(x.from(), Math.min(x.to(), nanos)));
  }
}
