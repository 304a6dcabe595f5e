package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.GrowthCase;
import io.trackmemory.acceptance.code.GrowthCases;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.List;
import java.util.stream.Collectors;

/** Checks growth of several cases at once, and prints what was said. */
final class GrowthCollectorsMain {

  /* As many as a message shows. */
  private static final int HOLDERS = 5;

  private GrowthCollectorsMain() {}

  /**
   * Prints a line for each check: the cases, what must be said, and what was.
   *
   * @param arguments the number of runs
   */
  public static void main(String[] arguments) {
    int runs = Integer.parseInt(arguments[0]);
    List<GrowthCase> growing =
        GrowthCases.all().stream().filter(each -> !each.holder().isEmpty()).toList();
    for (int from = 0; from < growing.size(); from += HOLDERS) {
      check(runs, growing.subList(from, Math.min(from + HOLDERS, growing.size())));
    }
    List<GrowthCase> level =
        GrowthCases.all().stream().filter(each -> each.holder().isEmpty()).toList();
    check(runs, level.stream().filter(each -> !each.name().startsWith("soft")).toList());
    check(runs, level.stream().filter(each -> each.name().startsWith("soft")).toList());
    System.out.flush();
    Runtime.getRuntime().halt(0); // neither hooks nor threads matter here
  }

  private static void check(int runs, List<GrowthCase> cases) {
    String names = cases.stream().map(GrowthCase::name).collect(Collectors.joining(", "));
    String holders =
        cases.stream()
            .map(GrowthCase::holder)
            .filter(holder -> !holder.isEmpty())
            .sorted()
            .collect(Collectors.joining(", "));
    String must = holders.isEmpty() ? GrowthVerdict.PASSED : "grows: " + holders;
    String verdict =
        GrowthVerdict.of(
            runs,
            () -> all(cases.stream().map(GrowthCase::before).toList()),
            () -> all(cases.stream().map(GrowthCase::action).toList()));
    System.out.println(names + "|" + must + "|" + verdict);
  }

  private static void all(List<ThrowingRunnable> parts) throws Throwable {
    for (ThrowingRunnable part : parts) {
      part.run();
    }
  }
}
