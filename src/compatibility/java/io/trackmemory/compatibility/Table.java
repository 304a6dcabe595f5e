package io.trackmemory.compatibility;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * All rows as Markdown.
 *
 * @param versions of what was used
 * @param jdks a column each
 * @param rows a line each
 * @param results for each JDK, one for each row
 */
record Table(Versions versions, List<Jdk> jdks, List<Row> rows, List<List<Result>> results) {

  String text() {
    StringBuilder text = new StringBuilder();
    List<String> notes = new ArrayList<>();
    text.append("Run on ")
        .append(LocalDate.now(ZoneOffset.UTC))
        .append(", each row with JUnit ")
        .append(versions.version("", "junit"))
        .append(" and Surefire ")
        .append(versions.version("", "surefire"))
        .append(" where it names no other.\n\n| combination | versions |");
    jdks.forEach(jdk -> text.append(" JDK ").append(jdk.version()).append(" |"));
    text.append("\n| --- | --- |").append(" --- |".repeat(jdks.size())).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      text.append("| ").append(row.what()).append(" | ").append(versions.text(row)).append(" |");
      for (List<Result> ofJdk : results) {
        text.append(' ').append(cell(ofJdk.get(i), notes)).append(" |");
      }
      text.append('\n');
    }
    notes.forEach(note -> text.append('\n').append(note).append('\n'));
    return text.toString();
  }

  private static String cell(Result result, List<String> notes) {
    if (!result.ran()) {
      return "no such option";
    }
    if (!result.isWrong()) {
      return result.tests() + " as expected";
    }
    int number = notes.size() + 1;
    notes.add("(" + number + ") " + String.join("; ", result.problems()));
    return "wrong (" + number + ")";
  }
}
