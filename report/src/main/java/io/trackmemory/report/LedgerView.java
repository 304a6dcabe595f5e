package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.ReportTotals.Left;
import io.trackmemory.report.base.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suite's ledger: which tests leave most behind, and which allocate most. Components are the
 * keys of the template.
 *
 * @param mostLeft the first of {@code leaving}, and how much, none or one
 * @param leaving tests that left something, those of most bytes first
 * @param leavingMore how many more there are, none or one
 * @param noneLeft in words why there are none, none or one
 * @param mostAllocated the first of {@code allocating}, and how much, none or one
 * @param allocating tests that allocated, those of most bytes first
 * @param allocatingMore how many more there are, none or one
 */
record LedgerView(
    List<String> mostLeft,
    List<Listed<Leaving>> leaving,
    List<String> leavingMore,
    List<String> noneLeft,
    List<String> mostAllocated,
    List<Listed<Allocating>> allocating,
    List<String> allocatingMore) {

  private static final int SHOWN = 10;

  private static final Comparator<Test> LEAVES_LEAST =
      Comparator.comparing((Test test) -> left(test).orElseThrow().bytes())
          .thenComparing(test -> left(test).orElseThrow().toldBytes());

  /** The test of a row, and the address of its page, none or one. */
  record Named(String name, String id, List<String> links) {

    static Named of(Test test) {
      IndexRow row = IndexRow.of(test);
      return new Named(row.name(), row.id(), row.links());
    }
  }

  /** A test that left something: judged, and told apart as libraries keep it. */
  record Leaving(
      Named test,
      String count,
      String size,
      String exact,
      String toldCount,
      String toldSize,
      String toldExact) {

    static Leaving of(Test test) {
      Left left = left(test).orElseThrow();
      String about = left.estimated() ? "about " : "";
      return new Leaving(
          Named.of(test),
          about + Numbers.count(left.count()),
          about + Numbers.size(left.bytes()),
          about + Numbers.exact(left.bytes()),
          Numbers.count(left.toldCount()),
          Numbers.size(left.toldBytes()),
          Numbers.exact(left.toldBytes()));
    }
  }

  /** A test that allocated. */
  record Allocating(Named test, String count, String size, String exact, String share) {

    static Allocating of(Test test, long allBytes) {
      long bytes = bytes(test);
      return new Allocating(
          Named.of(test),
          Numbers.orNotAvailable(test.entry().totals().allocationCount(), Numbers::count),
          Numbers.size(bytes),
          Numbers.exact(bytes),
          Numbers.share(bytes, allBytes));
    }
  }

  static LedgerView of(List<Test> tests) {
    List<Test> leaving = ranked(tests.stream().filter(LedgerView::leavesSomething), LEAVES_LEAST);
    List<Test> allocating =
        ranked(
            tests.stream().filter(test -> bytes(test) > 0),
            Comparator.comparing(LedgerView::bytes));
    long allBytes = tests.stream().mapToLong(LedgerView::bytes).sum();
    return new LedgerView(
        leaving.stream().limit(1).map(LedgerView::mostLeft).toList(),
        Listed.of(leaving.stream().limit(SHOWN).map(Leaving::of).toList()),
        more(leaving),
        leaving.isEmpty() ? List.of(noneLeft(tests)) : List.of(),
        allocating.stream()
            .limit(1)
            .map(test -> test.entry().displayName() + ", " + Numbers.size(bytes(test)))
            .toList(),
        Listed.of(
            allocating.stream().limit(SHOWN).map(test -> Allocating.of(test, allBytes)).toList()),
        more(allocating));
  }

  private static List<Test> ranked(Stream<Test> tests, Comparator<Test> leastFirst) {
    return tests.sorted(leastFirst.reversed().thenComparing(test -> test.entry().id())).toList();
  }

  private static List<String> more(List<Test> tests) {
    int more = tests.size() - SHOWN;
    return more > 0 ? List.of(Numbers.count(more, "more test")) : List.of();
  }

  private static String mostLeft(Test test) {
    Left most = left(test).orElseThrow();
    String bytes = Numbers.size(most.count() > 0 ? most.bytes() : most.toldBytes());
    return test.entry().displayName()
        + (most.estimated() ? ", about " : ", ")
        + bytes
        + (most.count() > 0 ? "" : " kept by libraries");
  }

  private static String noneLeft(List<Test> tests) {
    long searched = tests.stream().filter(test -> left(test).isPresent()).count();
    return searched == 0
        ? "No test looked for leaks."
        : "Nothing is left behind by "
            + Numbers.count(searched, "test")
            + " that looked for leaks.";
  }

  private static boolean leavesSomething(Test test) {
    return left(test).filter(left -> left.count() + left.toldCount() > 0).isPresent();
  }

  private static Optional<Left> left(Test test) {
    return test.entry().totals().left();
  }

  private static long bytes(Test test) {
    return test.entry().totals().allocatedBytes().orElse(0);
  }
}
