package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Found;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
    List<Listed<Unreadable>> unreadable) {

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
      return new Check(VisibleText.name(broken.check()), VisibleText.name(broken.headline()));
    }
  }

  /** A file that is no report, and why. */
  record Unreadable(String name, String problem) {}

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
        VisibleText.name(entry.displayName()),
        VisibleText.name(entry.testClass() + "." + entry.test()),
        file.hasPage() ? List.of(link(file)) : List.of(),
        entry.broken().stream().map(Check::of).toList(),
        Numbers.orNotAvailable(entry.allocationCount(), Numbers::count),
        Numbers.orNotAvailable(entry.allocatedBytes(), Numbers::size),
        Numbers.orNotAvailable(entry.allocatedBytes(), Long::toString),
        Numbers.orNotAvailable(entry.allocatedBytes(), Numbers::exact),
        Numbers.orNotAvailable(entry.leakedObjects(), Numbers::count),
        Numbers.elapsed(Duration.ofNanos(entry.elapsedNanos())),
        Long.toString(entry.elapsedNanos()),
        Numbers.time(entry.finishedAt()));
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

  private static List<Listed<Unreadable>> unreadable(List<Found> found) {
    return Listed.of(
        found.stream()
            .filter(file -> file.entry().isEmpty())
            .map(IndexView::unreadable)
            .sorted(Comparator.comparing(Unreadable::name))
            .toList());
  }

  private static Unreadable unreadable(Found file) {
    return new Unreadable(
        VisibleText.name(file.folder() + "/" + file.file() + ".json"),
        VisibleText.name(file.problem()));
  }
}
