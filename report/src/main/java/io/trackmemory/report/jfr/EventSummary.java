package io.trackmemory.report.jfr;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.report.jfr.TestTotals.Sum;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Totals as text, for a person. */
final class EventSummary {

  private static final int MAX_ROWS = 20;
  private static final Sum NOTHING = new Sum(0, 0);

  private final StringBuilder text = new StringBuilder();
  private final EventTotals totals;

  private EventSummary(EventTotals totals) {
    this.totals = totals;
  }

  static String of(List<EventFiles.Source> sources, EventTotals totals) {
    EventSummary summary = new EventSummary(totals);
    summary.addSources(sources);
    summary.addTotals();
    summary.addTable("Types, exact", TestTotals::types);
    summary.addTable("Lines, exact", TestTotals::lines);
    summary.addTable("Stacks, estimated from samples", TestTotals::stacks);
    return summary.text.toString();
  }

  /** A sentence for each file of which something is missing. */
  static List<String> problems(List<EventFiles.Source> sources) {
    return sources.stream()
        .filter(source -> source.problem().isPresent() || !source.found().isWhole())
        .map(EventSummary::problem)
        .toList();
  }

  private static String problem(EventFiles.Source source) {
    ChunkReader.Found found = source.found();
    return source.file()
        + ": "
        + source
            .problem()
            .map(problem -> "not read: " + problem)
            .orElseGet(
                () ->
                    "torn at byte "
                        + Numbers.count(found.tornAt())
                        + ", "
                        + Numbers.exact(found.droppedBytes())
                        + " dropped; "
                        + Numbers.count(found.chunks(), "chunk")
                        + " kept"
                        + (found.cut() ? ", of the last one a part" : ""));
  }

  private void addSources(List<EventFiles.Source> sources) {
    line(
        Numbers.count(totals.tests().size(), "test")
            + " in "
            + Numbers.count(sources.size(), "file")
            + (totals.earlier() == 0
                ? ""
                : "; left out, as there is a later one of the same test: "
                    + Numbers.count(totals.earlier(), "measurement")));
    problems(sources).forEach(this::line);
    for (TestTotals test : totals.tests()) {
      if (test.missingSamples() > 0) {
        line(
            name(test.name())
                + ": cut off before its last "
                + Numbers.count(test.missingSamples(), "sample"));
      }
    }
    long uncertified = totals.tests().stream().filter(test -> !test.isCertified()).count();
    if (uncertified > 0) {
      line(
          "Not certified, and in the totals with what was seen: "
              + Numbers.count(uncertified, "test"));
    }
  }

  private void addTotals() {
    addTotal("Allocated", "allocationCount", "allocatedBytes");
    addTotal("  of these in no line, being too small", "filteredCount", "filteredBytes");
    addTotal("First use, apart", "firstUseCount", "firstUseBytes");
    addTotal("Test code, apart", "testCodeCount", "testCodeBytes");
    addTotal("Other threads, apart", "foreignCount", "foreignBytes");
  }

  private void addTotal(String title, String count, String bytes) {
    Sum sum =
        totals.tests().stream().map(test -> test.sum(count, bytes)).reduce(NOTHING, Sum::plus);
    line(title + ": " + amount(sum));
  }

  private void addTable(String title, Function<TestTotals, Map<String, Sum>> rowsOf) {
    Map<String, Sum> rows = new HashMap<>();
    for (TestTotals test : totals.tests()) {
      rowsOf.apply(test).forEach((row, sum) -> rows.merge(row, sum, Sum::plus));
    }
    List<Map.Entry<String, Sum>> sorted =
        rows.entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Sum> row) -> row.getValue().bytes())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    line("");
    line(title + ":");
    if (sorted.isEmpty()) {
      line("  none");
    }
    sorted.stream()
        .limit(MAX_ROWS)
        .forEach(row -> line("  " + amount(row.getValue()) + "  " + name(row.getKey())));
    if (sorted.size() > MAX_ROWS) {
      Sum rest = sorted.stream().skip(MAX_ROWS).map(Map.Entry::getValue).reduce(NOTHING, Sum::plus);
      line(
          "  ... and " + Numbers.count(sorted.size() - MAX_ROWS, "more row") + ", " + amount(rest));
    }
  }

  private static String amount(Sum sum) {
    return Numbers.count(sum.count(), "object") + ", " + Numbers.sizeAndExact(sum.bytes());
  }

  private static String name(String name) {
    return VisibleText.name(name);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
