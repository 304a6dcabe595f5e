package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.GrowthCase;
import io.trackmemory.acceptance.code.GrowthCases;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.Comparator;
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
   * @param arguments the number of runs, and how many of the checks to make
   */
  public static void main(String[] arguments) {
    int runs = Integer.parseInt(arguments[0]);
    checks().stream().limit(Integer.parseInt(arguments[1])).forEach(cases -> check(runs, cases));
    System.out.flush();
    Runtime.getRuntime().halt(0); // neither hooks nor threads matter here
  }

  /* Half of what grows; the other half, and what does not; and what may take all memory. */
  private static List<List<GrowthCase>> checks() {
    List<GrowthCase> all =
        GrowthCases.all().stream()
            .filter(each -> !isSoft(each))
            .sorted(Comparator.comparing(each -> each.holder().isEmpty())) // last, else as listed
            .toList();
    return List.of(
        all.subList(0, HOLDERS),
        all.subList(HOLDERS, all.size()),
        GrowthCases.all().stream().filter(GrowthCollectorsMain::isSoft).toList());
  }

  private static boolean isSoft(GrowthCase growthCase) {
    return growthCase.name().startsWith("soft");
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
