package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.IndexReader.Unreadable;
import io.trackmemory.report.ReportTotals.Left;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the template of the index shows. Components are the keys of the template; what there is for
 * each test is made as it is printed.
 *
 * @param assets style, script and policy
 * @param title begin of the title: how many failed
 * @param heading what became of the limits
 * @param finished when the last test ended, none or one
 * @param compared whether something is known of the last run: its column, none or one
 * @param chips how many tests ended how
 * @param shares the same as parts of a bar
 * @param summary the same in words
 * @param figures sums over all tests
 * @param sections the tests by class, those with most failures first
 * @param ledger what tests leave behind and allocate, none or one
 * @param unreadable files that are no report, none or one list
 */
record IndexView(
    Assets assets,
    String title,
    String heading,
    List<String> finished,
    List<String> compared,
    List<Chip> chips,
    List<IndexBar.Part> shares,
    String summary,
    List<Fact> figures,
    Iterable<IndexSection> sections,
    List<LedgerView> ledger,
    List<Listed<Unreadable>> unreadable) {

  /** How many tests ended so. */
  record Chip(IndexEnding ending, String count) {}

  static IndexView of(List<IndexGroup> groups, List<Unreadable> unreadable) {
    IndexCounts counts = IndexCounts.of(groups);
    List<Test> tests = groups.stream().flatMap(IndexGroup::tests).toList();
    return new IndexView(
        Assets.shared(),
        Numbers.count(counts.of(Ending.FAILED)) + " failed",
        heading(tests, counts),
        tests.stream()
            .map(test -> test.entry().finishedAt())
            .max(Comparator.naturalOrder())
            .map(Numbers::time)
            .stream()
            .toList(),
        tests.stream().anyMatch(test -> test.entry().since().isPresent())
            ? List.of("la")
            : List.of(),
        Stream.of(Ending.values())
            .map(ending -> new Chip(IndexEnding.of(ending), Numbers.count(counts.of(ending))))
            .toList(),
        counts.shares(),
        counts.summary(),
        figures(tests),
        () -> groups.stream().map(IndexSection::of).iterator(),
        tests.isEmpty() ? List.of() : List.of(LedgerView.of(tests)),
        Listed.of(
            unreadable.stream()
                .map(
                    file ->
                        new Unreadable(
                            VisibleText.name(file.name()), VisibleText.name(file.problem())))
                .sorted(Comparator.comparing(Unreadable::name))
                .toList()));
  }

  private static String heading(List<Test> tests, IndexCounts counts) {
    long failed = counts.of(Ending.FAILED);
    if (tests.isEmpty()) {
      return "No report is in this folder";
    }
    if (failed == 0) {
      return "No test failed";
    }
    boolean byLimits =
        tests.stream()
            .filter(test -> test.entry().ending() == Ending.FAILED)
            .allMatch(test -> test.entry().limitBroken());
    return Numbers.count(failed)
        + " of "
        + Numbers.count(tests.size(), "test")
        + (byLimits ? " broke a memory limit" : " failed");
  }

  private static List<Fact> figures(List<Test> tests) {
    if (tests.isEmpty()) {
      return List.of();
    }
    long bytes =
        tests.stream().mapToLong(test -> test.entry().totals().allocatedBytes().orElse(0)).sum();
    long checks = tests.stream().mapToLong(test -> test.entry().checks()).sum();
    long nanos = tests.stream().mapToLong(test -> test.entry().elapsedNanos()).sum();
    List<Left> left =
        tests.stream().flatMap(test -> test.entry().totals().left().stream()).toList();
    String leaked =
        left.isEmpty()
            ? Numbers.NOT_AVAILABLE
            : (left.stream().anyMatch(Left::estimated) ? "about " : "")
                + Numbers.count(left.stream().mapToLong(Left::count).sum());
    return List.of(
        new Fact("tests", Numbers.count(tests.size()), ""),
        new Fact("checks", Numbers.count(checks), ""),
        new Fact("allocated", Numbers.size(bytes), Numbers.exact(bytes)),
        new Fact("leaked objects", leaked, left.isEmpty() ? "no test looked for leaks" : ""),
        new Fact("took", Numbers.elapsed(Duration.ofNanos(nanos)), "all tests together"));
  }
}
