package io.trackmemory.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs each suite untracked and tracked in turn, prints how they compare, and fails if any test
 * ended otherwise.
 */
final class Suites {

  private Suites() {}

  /**
   * Runs all or some.
   *
   * @param args the number of rounds; names of suites, separated by commas, or {@code all}; the
   *     folder that has a folder for each suite; the folder to work in
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(args[0]);
    List<Suite> suites = chosen(Path.of(args[2]), args[1]);
    SuiteRunner runner = new SuiteRunner(Path.of(args[3]));
    List<Comparison> comparisons = new ArrayList<>();
    try {
      for (Suite suite : suites) {
        comparisons.add(compare(runner, suite, rounds));
      }
    } finally {
      System.out.printf(
          "JDK %s, %d rounds%n%n%s%n%s",
          Runtime.version(), rounds, Table.outcomes(comparisons), Table.cpu(comparisons));
    }
    System.exit(told(comparisons) ? 1 : 0);
  }

  private static List<Suite> chosen(Path folder, String names) throws IOException {
    List<Path> folders;
    try (Stream<Path> found = Files.list(folder)) {
      folders = found.filter(Files::isDirectory).sorted().toList();
    }
    List<String> all = folders.stream().map(each -> String.valueOf(each.getFileName())).toList();
    List<String> asked =
        names.equals("all") ? all : Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    if (!all.containsAll(asked)) {
      throw new IllegalArgumentException(
          "suites.only must name suites of " + all + ": \"" + names + "\"");
    }
    List<Suite> suites = new ArrayList<>();
    for (String name : asked) {
      suites.add(Suite.in(folder.resolve(name).toAbsolutePath()));
    }
    return suites;
  }

  private static Comparison compare(SuiteRunner runner, Suite suite, int rounds)
      throws IOException, InterruptedException {
    List<Run> untracked = new ArrayList<>();
    List<Run> tracked = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      untracked.add(runner.run(suite, false));
      tracked.add(runner.run(suite, true));
    }
    if (untracked.size() < 2) { // one alone does not show what is flaky
      untracked.add(runner.run(suite, false));
    }
    return new Comparison(suite, untracked, tracked);
  }

  /** Prints what is not the same or not known to be, and returns whether that is a failure. */
  private static boolean told(List<Comparison> comparisons) {
    boolean failed = false;
    for (Comparison each : comparisons) {
      each.flaky().forEach(id -> tell("flaky", each, id));
      each.different().forEach(id -> tell("DIFFERENT", each, id));
      each.faults().forEach(fault -> System.out.println("FAULT " + fault));
      failed |= !each.different().isEmpty() || !each.faults().isEmpty();
    }
    return failed;
  }

  private static void tell(String what, Comparison comparison, String id) {
    System.out.printf("%s %s: %s%n", what, id, comparison.endings(id));
  }
}
