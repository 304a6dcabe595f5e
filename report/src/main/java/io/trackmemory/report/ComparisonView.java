package io.trackmemory.report;

import io.trackmemory.report.ComparedTest.Totals;
import io.trackmemory.report.IndexReader.Test;
import io.trackmemory.report.IndexReader.Unreadable;
import io.trackmemory.report.RunComparison.Group;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two runs beside each other, as a page shows them. Components are the keys of the template.
 *
 * @param assets style, script and policy
 * @param title begin of the title
 * @param heading what became worse
 * @param chips how many tests there are of each group
 * @param shares the same as parts of a bar
 * @param summary the same in words
 * @param indexes address of the index of the second run, none or one
 * @param runs facts of both runs
 * @param slack what is tolerated, none or one
 * @param sections tests of which something is told, by group
 * @param unchanged tests that did not change, none or one list
 * @param unreadable files that are no report, none or one list
 */
record ComparisonView(
    Assets assets,
    String title,
    String heading,
    List<Chip> chips,
    List<IndexBar.Part> shares,
    String summary,
    List<String> indexes,
    List<RunFact> runs,
    List<String> slack,
    List<Section> sections,
    List<Unchanged> unchanged,
    List<Listed<Unreadable>> unreadable) {

  /** How many tests are of a group. */
  record Chip(GroupLook group, String count) {}

  /**
   * A fact of both runs.
   *
   * @param more the difference, empty where there is none or it says nothing
   */
  record RunFact(String label, String before, String after, String more) {}

  /** The tests of a group. */
  record Section(GroupLook group, String count, List<ComparedTestView> rows) {}

  /** Tests of which nothing is told. */
  record Unchanged(String count, List<ComparedTestView> rows) {}

  /**
   * A view of what is compared.
   *
   * @param file where the page will be, for its links
   */
  static ComparisonView of(RunComparison runs, Path file) {
    Map<Group, List<ComparedTest>> groups = runs.groups();
    RunLinks links = RunLinks.from(file, runs);
    long worse = groups.getOrDefault(Group.WORSE, List.of()).size();
    return new ComparisonView(
        Assets.shared(),
        Numbers.count(worse) + " worse",
        heading(runs, worse),
        Arrays.stream(Group.values())
            .map(group -> new Chip(GroupLook.of(group), count(groups, group)))
            .toList(),
        shares(runs, groups),
        Arrays.stream(Group.values())
            .map(group -> count(groups, group) + " " + group.word)
            .collect(Collectors.joining(", ")),
        links.index(runs.after()).stream().toList(),
        facts(runs),
        runs.slack().percent().compareTo(BigDecimal.ZERO) > 0
            ? List.of(runs.slack().toString())
            : List.of(),
        groups.entrySet().stream()
            .filter(group -> group.getKey() != Group.SAME)
            .map(
                group ->
                    new Section(
                        GroupLook.of(group.getKey()),
                        Numbers.count(group.getValue().size(), "test"),
                        rows(group.getValue(), links)))
            .toList(),
        groups.containsKey(Group.SAME)
            ? List.of(
                new Unchanged(
                    Numbers.count(groups.get(Group.SAME).size(), "test"),
                    rows(groups.get(Group.SAME), links)))
            : List.of(),
        Listed.of(
            runs.problems().stream()
                .map(
                    problem ->
                        new Unreadable(
                            VisibleText.name(problem.name()), VisibleText.name(problem.problem())))
                .toList()));
  }

  private static String count(Map<Group, List<ComparedTest>> groups, Group group) {
    return Numbers.count(groups.getOrDefault(group, List.of()).size());
  }

  private static String heading(RunComparison runs, long worse) {
    if (worse > 0) {
      return Numbers.count(worse)
          + " of "
          + Numbers.count(runs.tests().size(), "test")
          + (worse == 1 ? " is" : " are")
          + " worse";
    }
    return runs.tests().isEmpty() ? "Nothing could be compared" : "Nothing is worse";
  }

  private static List<IndexBar.Part> shares(
      RunComparison runs, Map<Group, List<ComparedTest>> groups) {
    double all = Math.max(1, runs.tests().size());
    double worse = 100 * groups.getOrDefault(Group.WORSE, List.of()).size() / all;
    double fine =
        100
            * (groups.getOrDefault(Group.BETTER, List.of()).size()
                + groups.getOrDefault(Group.SAME, List.of()).size())
            / all;
    return Stream.of(
            part("a", 0, worse), part("b", worse, 100 - fine - worse), part("c", 100 - fine, fine))
        .flatMap(List::stream)
        .toList();
  }

  private static List<IndexBar.Part> part(String style, double from, double width) {
    return width <= 0
        ? List.of()
        : List.of(new IndexBar.Part(style, IndexBar.percent(from), IndexBar.percent(width)));
  }

  private static List<ComparedTestView> rows(List<ComparedTest> tests, RunLinks links) {
    return tests.stream().map(test -> ComparedTestView.of(test, links)).toList();
  }

  private static List<RunFact> facts(RunComparison runs) {
    List<RunFact> facts = new ArrayList<>();
    facts.add(fact(runs, "Folder", run -> VisibleText.name(run.folder().toString())));
    facts.add(fact(runs, "Finished", ComparisonView::finished));
    facts.add(
        fact(
            runs,
            "JVM",
            run -> run.jvms().isEmpty() ? Numbers.NOT_AVAILABLE : String.join("; ", run.jvms())));
    facts.add(fact(runs, "Tests", ComparisonView::tests));
    facts.add(total(runs, "Objects", Totals::count));
    facts.add(total(runs, "Bytes", Totals::bytes));
    facts.add(total(runs, "Leaked objects", Totals::leftCount));
    return facts;
  }

  private static RunFact fact(RunComparison runs, String label, Function<Run, String> fact) {
    return new RunFact(label, fact.apply(runs.before()), fact.apply(runs.after()), "");
  }

  private static String finished(Run run) {
    return run.tests().values().stream()
        .map(Test::entry)
        .map(IndexEntry::finishedAt)
        .max(Comparator.<Instant>naturalOrder())
        .map(Numbers::time)
        .orElse(Numbers.NOT_AVAILABLE);
  }

  private static String tests(Run run) {
    long failed =
        run.tests().values().stream()
            .filter(test -> test.entry().ending() == IndexEntry.Ending.FAILED)
            .count();
    return Numbers.count(run.tests().size()) + ", " + Numbers.count(failed) + " failed";
  }

  /** Summed up over the tests of which both runs know it exactly. */
  private static RunFact total(
      RunComparison runs, String label, Function<Totals, ComparedFigure> figure) {
    List<ComparedFigure> known =
        runs.tests().stream()
            .flatMap(test -> test.totals().stream())
            .map(figure)
            .filter(each -> each.more().isPresent())
            .toList();
    if (known.isEmpty()) {
      return new RunFact(label, Numbers.NOT_AVAILABLE, Numbers.NOT_AVAILABLE, "");
    }
    ComparedFigure sum =
        ComparedFigure.of(
            known.get(0).unit(),
            Optional.of(sum(known, ComparedFigure::before)),
            Optional.of(sum(known, ComparedFigure::after)),
            known.stream().anyMatch(ComparedFigure::estimated),
            Slack.NONE);
    return new RunFact(label, sum.beforeText(), sum.afterText(), sum.moreText());
  }

  private static Bounds sum(
      List<ComparedFigure> figures, Function<ComparedFigure, Optional<Bounds>> side) {
    return Bounds.exactly(
        figures.stream().mapToLong(each -> side.apply(each).orElseThrow().atLeast()).sum());
  }
}
