package io.trackmemory.compatibility;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The projects with leaks as Markdown: a row for each project and JDK, with the day it was run. All
 * of them take hours, so a run replaces its own rows and leaves the others as they are.
 */
final class LeakTable {

  private static final List<LeakProject> ALL = LeakProject.all();

  private static final String HEAD =
      """
      | project | versions | JDK | forwards | backwards | anew, forwards | anew, backwards | run on |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  /* By the number of the project and the release of the JDK, one behind the other. */
  private final Map<Integer, String> rows = new TreeMap<>();

  /** As it was written before. */
  static LeakTable of(String text) {
    LeakTable table = new LeakTable();
    for (String line : text.split("\n", -1)) {
      String[] cells = line.split("\\|", -1);
      for (int i = 0; i < ALL.size() && cells.length > 4; i++) {
        if (cells[1].strip().equals(ALL.get(i).what())) {
          table.rows.put(key(i, Jdk.release(cells[3].strip())), line + '\n');
        }
      }
    }
    return table;
  }

  private static int key(int project, int release) {
    return project * 1_000 + release;
  }

  /**
   * Sets the row of a project on a JDK.
   *
   * @param runs one for each order
   */
  void set(LeakProject project, Versions versions, Jdk jdk, List<LeakRun> runs) {
    String cells = runs.stream().map(LeakTable::cell).collect(Collectors.joining(" | "));
    List<String> row =
        List.of(
            project.what(),
            versions.text(project.path(), project.versions()),
            jdk.version(),
            cells,
            LocalDate.now(ZoneOffset.UTC).toString());
    rows.put(
        key(ALL.indexOf(project), jdk.release()),
        row.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(LeakRun run) {
    return run.problems().isEmpty()
        ? run.text()
        : (run.text() + ": " + String.join("; ", run.problems())).replace('|', '/');
  }

  /** With the projects that were never run. */
  String text() {
    String missing =
        ALL.stream()
            .filter(project -> rows.keySet().stream().noneMatch(key -> is(key, project)))
            .map(LeakProject::what)
            .collect(Collectors.joining("; "));
    String table = HEAD + String.join("", rows.values());
    return missing.isEmpty() ? table : table + "\nNot run yet: " + missing + ".\n";
  }

  private static boolean is(int key, LeakProject project) {
    return key / 1_000 == ALL.indexOf(project);
  }
}
