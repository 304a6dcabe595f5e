package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds all projects on each JDK and writes the table. Ends with an error where a row is not as
 * expected.
 */
final class Compatibility {

  private Compatibility() {}

  /**
   * Runs all rows, or some.
   *
   * @param arguments folder of the projects; folder to work in, with the published modules; the
   *     machine's local repository; Maven's home; the page; homes of two JDKs, the older first; and
   *     {@code only:}, with parts of the names of rows, separated by commas
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path projects = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    Path page = Path.of(arguments[4]);
    String only = arguments[7].substring("only:".length());
    Maven maven =
        new Maven(Path.of(arguments[3]), work.resolve("published"), Path.of(arguments[2]), work);
    List<String> words = List.of(only.split(",", -1));
    List<Row> rows =
        Rows.all().stream().filter(row -> words.stream().anyMatch(row.what()::contains)).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("compatibility.only must be parts of rows: " + only);
    }
    List<Jdk> jdks = jdks(arguments);
    List<List<Result>> results = new ArrayList<>();
    for (Jdk jdk : jdks) {
      results.add(new Matrix(projects, work.resolve("jdk-" + jdk.release()), maven, jdk).run(rows));
    }
    Versions versions = Versions.of(projects);
    String table = new Table(versions, jdks, rows, results).text();
    System.out.println(table);
    if (only.isEmpty()) {
      Files.writeString(page, Page.replaced(page, table));
    }
    if (results.stream().flatMap(List::stream).anyMatch(Result::isWrong)) {
      throw new IllegalStateException("some rows are not as expected; logs are in " + work);
    }
  }

  private static List<Jdk> jdks(String[] arguments) throws IOException {
    Jdk older = Jdk.at(Path.of(arguments[5]));
    Jdk newer = Jdk.at(Path.of(arguments[6]));
    return older.equals(newer) ? List.of(older) : List.of(older, newer);
  }
}
