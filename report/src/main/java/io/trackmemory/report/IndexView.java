package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Found;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * What the template of the index shows.
 *
 * @param assets style, script and policy
 * @param title begin of the title: how many failed
 * @param status how the worst test ended, as the style is called
 * @param summary how many tests ended how
 * @param rows the tests, failures first
 * @param unreadable files that are no report, none or one list
 */
record IndexView(
    Assets assets,
    String title,
    String status,
    String summary,
    List<Row> rows,
    List<Unreadable> unreadable) {

  private static final List<TestReport.Status> WORST_FIRST =
      List.of(TestReport.Status.FAILED, TestReport.Status.ABORTED, TestReport.Status.PASSED);

  /** One test. {@code links} has the page's address, none or one; {@code rank} is to sort by. */
  record Row(
      String status,
      int rank,
      String name,
      String id,
      List<String> links,
      List<Check> checks,
      String count,
      String size,
      String bytes,
      String exact,
      String leaks,
      String elapsed,
      String nanos,
      String finished) {}

  /** A broken check, and what it says. */
  record Check(String check, String headline) {

    static Check of(IndexEntry.Broken broken) {
      return new Check(SiteRow.name(broken.check()), SiteRow.name(broken.headline()));
    }
  }

  /** Files that are no report. */
  record Unreadable(List<File> files) {

    /** One file and why it cannot be read. */
    record File(String name, String problem) {}
  }

  static IndexView of(List<Found> found) {
    List<Row> rows =
        found.stream()
            .flatMap(file -> file.entry().stream().map(entry -> row(file, entry)))
            .sorted(Comparator.comparing(Row::rank).thenComparing(Row::id))
            .toList();
    return new IndexView(
        Assets.shared(),
        count(rows, TestReport.Status.FAILED) + " failed",
        rows.isEmpty() ? "none" : rows.get(0).status(),
        summary(rows),
        rows,
        unreadable(found));
  }

  private static String summary(List<Row> rows) {
    return WORST_FIRST.stream()
        .map(status -> count(rows, status) + " " + style(status))
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }

  private static String count(List<Row> rows, TestReport.Status status) {
    return Numbers.count(rows.stream().filter(row -> row.status().equals(style(status))).count());
  }

  private static String style(TestReport.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static Row row(Found file, IndexEntry entry) {
    return new Row(
        style(entry.status()),
        WORST_FIRST.indexOf(entry.status()),
        SiteRow.name(entry.displayName()),
        SiteRow.name(entry.testClass() + "." + entry.test()),
        file.hasPage() ? List.of(link(file)) : List.of(),
        entry.broken().stream().map(Check::of).toList(),
        orNotAvailable(entry.allocationCount(), Numbers::count),
        orNotAvailable(entry.allocatedBytes(), Numbers::size),
        orNotAvailable(entry.allocatedBytes(), Long::toString),
        orNotAvailable(entry.allocatedBytes(), Numbers::exact),
        orNotAvailable(entry.leakedObjects(), Numbers::count),
        Numbers.elapsed(Duration.ofNanos(entry.elapsedNanos())),
        Long.toString(entry.elapsedNanos()),
        Numbers.time(entry.finishedAt()));
  }

  private static String orNotAvailable(OptionalLong figure, LongFunction<String> print) {
    return figure.isPresent() ? print.apply(figure.getAsLong()) : Numbers.NOT_AVAILABLE;
  }

  /** An address below the index, whatever characters the names have. */
  private static String link(Found file) {
    try {
      String path = "/" + file.folder() + "/" + file.file() + ".html";
      return "." + new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("any path can be an address, but not this one", e);
    }
  }

  private static List<Unreadable> unreadable(List<Found> found) {
    List<Unreadable.File> files =
        found.stream()
            .filter(file -> file.entry().isEmpty())
            .map(IndexView::unreadable)
            .sorted(Comparator.comparing(Unreadable.File::name))
            .toList();
    return files.isEmpty() ? List.of() : List.of(new Unreadable(files));
  }

  private static Unreadable.File unreadable(Found file) {
    return new Unreadable.File(
        SiteRow.name(file.folder() + "/" + file.file() + ".json"), SiteRow.name(file.problem()));
  }
}
