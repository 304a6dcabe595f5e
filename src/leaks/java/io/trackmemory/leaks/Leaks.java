package io.trackmemory.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all cases on each JDK and writes the table. Ends with an error where a leaky version passes,
 * its holder is not named, or a mended version fails.
 */
final class Leaks {

  private Leaks() {}

  /**
   * Runs all cases, or some.
   *
   * @param arguments folder of the cases; folder to work in; the local repository; Maven's home;
   *     the page; homes of two JDKs, the older first; and {@code only:}, with parts of the names of
   *     cases, separated by commas
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path work = Path.of(arguments[1]);
    Path page = Path.of(arguments[4]);
    String only = arguments[7].substring("only:".length());
    List<LeakCase> cases = chosen(LeakCase.in(Path.of(arguments[0])), only);
    Libraries libraries = new Libraries(work.resolve("libraries"));
    libraries.resolve(cases, Path.of(arguments[3]), Path.of(arguments[2]));
    Map<Jdk, List<Outcome>> outcomes = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Jdk jdk : jdks(arguments)) {
      Path folder = work.resolve("jdk-" + jdk.release());
      Judge judge =
          new Judge(libraries, work.resolve("programs"), new Forks(jdk, folder.resolve("runs")));
      outcomes.put(jdk, judged(cases, judge, jdk, outcomes.isEmpty(), problems));
    }
    Table table = new Table(cases, outcomes);
    System.out.println(table.text());
    if (only.isEmpty()) {
      Files.writeString(page, Page.replaced(page, table.text()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "not as expected; messages are in " + work + ":\n" + String.join("\n", problems));
    }
  }

  private static List<LeakCase> chosen(List<LeakCase> cases, String only) {
    List<String> words = List.of(only.split(",", -1));
    List<LeakCase> chosen =
        cases.stream().filter(each -> words.stream().anyMatch(each.name()::contains)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("leaks.only must be parts of names of cases: " + only);
    }
    return chosen;
  }

  private static List<Jdk> jdks(String[] arguments) throws IOException {
    Jdk older = Jdk.at(Path.of(arguments[5]));
    Jdk newer = Jdk.at(Path.of(arguments[6]));
    return older.equals(newer) ? List.of(older) : List.of(older, newer);
  }

  private static List<Outcome> judged(
      List<LeakCase> cases, Judge judge, Jdk jdk, boolean counted, List<String> problems)
      throws IOException, InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (LeakCase each : cases) {
      Outcome outcome = judge.judge(each, counted);
      outcomes.add(outcome);
      tell(jdk.version(), each, outcome, problems);
      judge
          .judgeByCollector(each)
          .forEach((option, other) -> tell(jdk.version() + " " + option, each, other, problems));
    }
    return outcomes;
  }

  private static void tell(
      String where, LeakCase leakCase, Outcome outcome, List<String> problems) {
    List<String> own = outcome.problems();
    System.out.println((own.isEmpty() ? "ok    " : "WRONG ") + leakCase.name() + " on " + where);
    own.forEach(problem -> problems.add(leakCase.name() + " on " + where + ": " + problem));
  }
}
