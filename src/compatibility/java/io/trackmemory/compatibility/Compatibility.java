package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds all projects on each JDK and writes the tables. Ends with an error where a row is not as
 * expected.
 */
final class Compatibility {

  private final Path projects;
  private final Path work;
  private final Path page;
  private final Maven maven;
  private final List<Jdk> jdks;

  private Compatibility(String[] arguments) throws IOException {
    projects = Path.of(arguments[0]);
    work = Path.of(arguments[1]);
    page = Path.of(arguments[4]);
    maven =
        new Maven(Path.of(arguments[3]), work.resolve("published"), Path.of(arguments[2]), work);
    Jdk older = Jdk.at(Path.of(arguments[5]));
    Jdk newer = Jdk.at(Path.of(arguments[6]));
    jdks = older.equals(newer) ? List.of(older) : List.of(older, newer);
  }

  /**
   * Runs all rows and projects with leaks, or some. Rows of which all were run go to the page, and
   * each project with leaks.
   *
   * @param arguments folder of the projects; folder to work in, with the published modules; the
   *     machine's local repository; Maven's home; the page; homes of two JDKs, the older first; and
   *     {@code only:}, with parts of the names of rows, separated by commas
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String only = arguments[7].substring("only:".length());
    List<String> words = List.of(only.split(",", -1));
    List<Row> rows = Rows.all().stream().filter(row -> isOneOf(words, row.what())).toList();
    List<LeakProject> leaks =
        LeakProject.all().stream().filter(project -> isOneOf(words, project.what())).toList();
    if (rows.isEmpty() && leaks.isEmpty()) {
      throw new IllegalArgumentException("compatibility.only must be parts of rows: " + only);
    }
    Compatibility compatibility = new Compatibility(arguments);
    boolean right = rows.isEmpty() || compatibility.build(rows);
    right &= leaks.isEmpty() || compatibility.judge(leaks);
    if (!right) {
      throw new IllegalStateException(
          "some rows are not as expected; logs are in " + compatibility.work);
    }
  }

  private static boolean isOneOf(List<String> words, String what) {
    return words.stream().anyMatch(what::contains);
  }

  private Path workOf(Jdk jdk) {
    return work.resolve("jdk-" + jdk.release());
  }

  private boolean build(List<Row> rows) throws IOException, InterruptedException {
    List<List<Result>> results = new ArrayList<>();
    for (Jdk jdk : jdks) {
      results.add(new Matrix(projects, workOf(jdk), maven, jdk).run(rows));
    }
    String table = new Table(Versions.of(projects), jdks, rows, results).text();
    System.out.println(table);
    if (rows.size() == Rows.all().size()) {
      Page.replace(page, "builds", table);
    }
    return results.stream().flatMap(List::stream).noneMatch(Result::isWrong);
  }

  /* The page has each row as soon as it is known. */
  private boolean judge(List<LeakProject> leaks) throws IOException, InterruptedException {
    boolean right = true;
    for (LeakProject project : leaks) {
      for (Jdk jdk : jdks) {
        List<LeakRun> runs = new LeakMatrix(projects, workOf(jdk), maven, jdk).run(project);
        LeakTable table = LeakTable.of(Page.part(page, "leaks"));
        table.set(project, Versions.of(projects), jdk, runs);
        Page.replace(page, "leaks", table.text());
        for (LeakRun run : runs) {
          System.out.println("JDK " + jdk.version() + ": " + project.path() + ": " + run.text());
          run.problems().forEach(System.out::println);
          right &= run.problems().isEmpty();
        }
      }
    }
    return right;
  }
}
