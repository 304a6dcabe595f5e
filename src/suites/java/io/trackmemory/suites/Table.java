package io.trackmemory.suites;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The tables in Markdown. */
final class Table {

  private Table() {}

  /** How tests ended, a row for each suite. */
  static String outcomes(List<Comparison> comparisons) {
    StringBuilder table =
        new StringBuilder(
            """
            | suite | tests | passed | failed | aborted or skipped | the same tracked | different | flaky untracked |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
    for (Comparison each : comparisons) {
      Run run = each.untracked().get(0);
      long different = tests(each, each.different());
      long flaky = tests(each, each.flaky());
      table.append(
          "| %s | %d | %d | %d | %d | %d | %d | %d |%n"
              .formatted(
                  each.suite().artifact(),
                  run.tests(),
                  run.tests("SUCCESSFUL"),
                  run.tests("FAILED"),
                  run.tests("ABORTED") + run.tests("SKIPPED"),
                  run.tests() - different - flaky,
                  different,
                  flaky));
    }
    return table.toString();
  }

  /** What the whole suite cost: medians, and the ratio of each round's two runs. */
  static String cpu(List<Comparison> comparisons) {
    StringBuilder table =
        new StringBuilder(
            """
            | suite | CPU s untracked | CPU s tracked | ratio | lowest | highest | added ms a test |
            | --- | --- | --- | --- | --- | --- | --- |
            """);
    for (Comparison each : comparisons) {
      double untracked = median(each.untracked(), Run::cpuSeconds);
      double tracked = median(each.tracked(), Run::cpuSeconds);
      double[] ratios = ratios(each);
      table.append(
          "| %s | %.1f | %.1f | x%.2f | x%.2f | x%.2f | %.2f |%n"
              .formatted(
                  each.suite().artifact(),
                  untracked,
                  tracked,
                  tracked / untracked,
                  ratios[0],
                  ratios[ratios.length - 1],
                  (tracked - untracked) * 1_000 / each.untracked().get(0).tests()));
    }
    return table.toString();
  }

  private static long tests(Comparison comparison, List<String> ids) {
    return ids.stream().filter(comparison::isTest).count();
  }

  private static double[] ratios(Comparison comparison) {
    return IntStream.range(0, comparison.tracked().size())
        .mapToDouble(
            round ->
                comparison.tracked().get(round).cpuSeconds()
                    / comparison.untracked().get(round).cpuSeconds())
        .sorted()
        .toArray();
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
