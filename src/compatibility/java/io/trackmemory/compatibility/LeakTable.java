package io.trackmemory.compatibility;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The projects with leaks as Markdown.
 *
 * @param versions of what was used
 * @param jdks a line for each project and each of them
 * @param projects what was built
 * @param results for each JDK and project, a run for each order
 */
record LeakTable(
    Versions versions,
    List<Jdk> jdks,
    List<LeakProject> projects,
    List<List<List<LeakRun>>> results) {

  String text() {
    StringBuilder text = new StringBuilder();
    List<String> notes = new ArrayList<>();
    text.append("Run on ")
        .append(LocalDate.now(ZoneOffset.UTC))
        .append(
            """
            .

            | project | versions | JDK | forwards | backwards | anew, forwards | anew, backwards |
            | --- | --- | --- | --- | --- | --- | --- |
            """);
    for (int i = 0; i < projects.size(); i++) {
      LeakProject project = projects.get(i);
      for (int j = 0; j < jdks.size(); j++) {
        text.append("| ")
            .append(project.what())
            .append(" | ")
            .append(versions.text(project.path(), project.versions()))
            .append(" | ")
            .append(jdks.get(j).version())
            .append(" |");
        for (LeakRun run : results.get(j).get(i)) {
          text.append(' ').append(cell(run, notes)).append(" |");
        }
        text.append('\n');
      }
    }
    notes.forEach(note -> text.append('\n').append(note).append('\n'));
    return text.toString();
  }

  private static String cell(LeakRun run, List<String> notes) {
    if (run.problems().isEmpty()) {
      return run.text();
    }
    int number = notes.size() + 1;
    notes.add("(" + number + ") " + String.join("; ", run.problems()));
    return run.text() + " (" + number + ")";
  }

  boolean isWrong() {
    return results.stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .anyMatch(run -> !run.problems().isEmpty());
  }
}
