package io.trackmemory.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Runs the showcase, prints what its tests say, and ends well if each ended as it was meant to. */
final class Showcase {

  private Showcase() {}

  /**
   * Runs all.
   *
   * @param args the folder for the pages
   */
  public static void main(String[] args) {
    Path reports = Path.of(args[0]).toAbsolutePath().normalize();
    List<ShownTest> tests = ShowcaseRun.into(reports);
    tests.forEach(test -> print(test, System.out));
    System.out.println();
    System.out.println(summary(tests));
    System.out.println("Pages: " + reports.resolve("index.html").toUri());
    List<ShownTest> others = tests.stream().filter(test -> !test.endedAsMeant()).toList();
    if (tests.isEmpty() || !others.isEmpty()) {
      others.forEach(test -> System.out.println("Not as meant: " + test.name()));
      System.exit(1);
    }
  }

  private static void print(ShownTest test, PrintStream out) {
    out.println();
    if (test.failure().isEmpty()) {
      out.println("PASSED  " + test.name());
      return;
    }
    String why = test.failsOnPurpose() ? " (on purpose)" : "";
    out.println("FAILED  " + test.name() + why);
    out.println(test.failure().get().indent(4).stripTrailing());
  }

  private static String summary(List<ShownTest> tests) {
    long failed = tests.stream().filter(test -> test.failure().isPresent()).count();
    long onPurpose =
        tests.stream().filter(test -> test.failsOnPurpose() && test.endedAsMeant()).count();
    return "%d tests passed, %d failed, %d of them on purpose."
        .formatted(tests.size() - failed, failed, onPurpose);
  }
}
