package io.trackmemory.report;

import io.trackmemory.report.IndexEntry.Asked;
import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexEntry.Line;
import io.trackmemory.report.IndexGroup.Item;
import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.base.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of the index: a test, or a method for all its invocations. Made as it is printed.
 * Components are the keys of the template.
 *
 * @param letter how it ended, as the script filters
 * @param mark markup of its icon
 * @param name as it is displayed
 * @param id class, method and invocation
 * @param links address of the page, none or one
 * @param folded how many invocations and how many failed, the empty string for a test
 * @param checked what was checked, none or one
 * @param unchecked what is told instead
 * @param seen against what limit, none or one
 * @param told what is told instead, none or one
 * @param missing why there is neither, none or one
 * @param blamed the line to blame, none or one
 * @param since what became of it since the last run
 * @param took how long it took
 */
record IndexRow(
    String letter,
    String mark,
    String name,
    String id,
    List<String> links,
    String folded,
    List<Checked> checked,
    String unchecked,
    List<IndexSeen> seen,
    List<String> told,
    List<String> missing,
    List<Line> blamed,
    List<SinceLast> since,
    String took) {

  private static final Pattern REPETITION = Pattern.compile("repetition \\d+ of \\d+");

  /** The check in parts between which it may break, and how many there are more, none or one. */
  record Checked(List<String> parts, List<String> more) {

    static Checked of(Asked asked) {
      return new Checked(
          Breaks.of(asked.check()),
          asked.more() == 0 ? List.of() : List.of("and " + Numbers.count(asked.more()) + " more"));
    }
  }

  static IndexRow of(Test test) {
    List<String> links = test.hasPage() ? List.of(Address.of("./" + test.page())) : List.of();
    IndexEntry entry = test.entry();
    return of(entry, entry.displayName(), entry.id(), links, "", since(test), entry.elapsedNanos());
  }

  /** The row that stands for several, with what the worst of them says. */
  static IndexRow of(Item item) {
    IndexEntry worst = item.worst().entry();
    return of(
        worst,
        worst.method(),
        worst.testClass() + "." + worst.method(),
        List.of(),
        folded(item.tests()),
        SinceLast.ofAll(item.tests().stream().map(IndexRow::since)),
        item.elapsedNanos());
  }

  private static IndexRow of(
      IndexEntry entry,
      String name,
      String id,
      List<String> links,
      String folded,
      SinceLast since,
      long elapsedNanos) {
    IndexEnding ending = IndexEnding.of(entry.ending());
    List<IndexSeen> seen = IndexSeen.of(entry);
    List<String> told = entry.told().isEmpty() ? List.of() : List.of(entry.told());
    return new IndexRow(
        ending.letter(),
        ending.mark(),
        name,
        id,
        links,
        folded,
        entry.asked().stream().map(Checked::of).toList(),
        unchecked(entry),
        seen,
        told,
        seen.isEmpty() && told.isEmpty() ? List.of(whyMissing(entry)) : List.of(),
        entry.asked().flatMap(Asked::line).stream().toList(),
        List.of(since),
        Numbers.elapsed(Duration.ofNanos(elapsedNanos)));
  }

  private static SinceLast since(Test test) {
    return test.entry().since().orElse(SinceLast.NOTHING);
  }

  private static String unchecked(IndexEntry entry) {
    return switch (entry.ending()) {
      case FAILED -> "its own failure";
      case UNCERTIFIED, ABORTED -> "given up";
      case PASSED -> "no check";
    };
  }

  private static String whyMissing(IndexEntry entry) {
    return entry.asked().isEmpty()
        ? "no check was made"
        : "the check has no figure to hold against a limit, or its report is an older one";
  }

  private static String folded(List<Test> tests) {
    boolean repeated =
        tests.stream().allMatch(t -> REPETITION.matcher(t.entry().displayName()).matches());
    StringBuilder text =
        new StringBuilder(Numbers.count(tests.size(), repeated ? "repetition" : "invocation"));
    for (Ending ending : List.of(Ending.FAILED, Ending.UNCERTIFIED, Ending.ABORTED)) {
      long count = tests.stream().filter(test -> test.entry().ending() == ending).count();
      if (count > 0) {
        text.append(", ").append(Numbers.count(count)).append(' ').append(ending.word);
      }
    }
    return text.toString();
  }
}
