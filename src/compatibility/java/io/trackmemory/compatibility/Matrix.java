package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All rows on one JDK.
 *
 * @param projects where the projects are
 * @param work where they are copied to and built
 * @param maven that builds them
 * @param jdk that Maven and the tests run on
 */
record Matrix(Path projects, Path work, Maven maven, Jdk jdk) {

  private static final int NEWEST = 25;

  /** Builds what the rows need; a result for each of them. */
  List<Result> run(List<Row> rows) throws IOException, InterruptedException {
    Set<String> done = new TreeSet<>();
    List<Result> results = new ArrayList<>();
    for (Row row : rows) {
      if (row.newest() && jdk.release() < NEWEST) {
        results.add(Result.NOT_HERE);
        continue;
      }
      Path folder = work.resolve(row.invocation().name());
      Path log = work.resolve(row.invocation().name() + ".log");
      if (done.add(row.invocation().name())) {
        build(row.invocation(), folder, log, rows);
      }
      results.add(result(new Run(row, jdk, folder.resolve(row.project()), log)));
    }
    return results;
  }

  private void build(Invocation invocation, Path folder, Path log, List<Row> rows)
      throws IOException, InterruptedException {
    System.out.println("JDK " + jdk.version() + ": " + invocation.name());
    Projects.copy(projects, folder);
    Files.createDirectories(folder.resolve(".mvn")); // else Maven takes the options of this build
    List<String> options = new ArrayList<>(invocation.options());
    if (invocation.project().isEmpty()) {
      options.add("-pl");
      options.add(String.join(",", modules(invocation, rows)));
    }
    maven.run(jdk, folder.resolve(invocation.project()), options, log);
  }

  private static Set<String> modules(Invocation invocation, List<Row> rows) {
    Set<String> modules = new TreeSet<>();
    for (Row row : rows) {
      if (row.invocation().equals(invocation)) {
        modules.add(row.project());
      }
    }
    return modules;
  }

  private static Result result(Run run) throws IOException {
    if (!run.isBuilt()) {
      return new Result(true, 0, List.of("no test ran, see " + run.log()));
    }
    List<String> problems = new ArrayList<>();
    Seen seen = Seen.in(run.results());
    for (Suite suite : run.row().suites()) {
      problems.addAll(seen.problems(suite));
    }
    problems.addAll(seen.others(run.row().suites()));
    for (Check check : run.row().checks()) {
      problems.addAll(check.problems(run));
    }
    return new Result(true, seen.size(), problems);
  }
}
