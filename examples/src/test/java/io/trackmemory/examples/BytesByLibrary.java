package io.trackmemory.examples;

import io.trackmemory.report.finding.Evidence;
import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.report.finding.ReportView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A section of our own on each page: which library's lines allocated how many bytes. */
public final class BytesByLibrary implements ReportView {

  @Override
  public String title() {
    return "Bytes by library";
  }

  @Override
  public List<Part> show(Evidence seen) {
    Map<String, Long> bytes = new TreeMap<>();
    for (Made made : seen.made()) {
      bytes.merge(library(made), made.bytes(), Long::sum);
    }
    List<List<String>> rows = new ArrayList<>();
    bytes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> rows.add(List.of(entry.getKey(), entry.getValue().toString())));
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Paragraph("By the package of the line that allocates."),
            new Table(List.of("Library", "Bytes"), rows));
  }

  /* The first three parts of the package: com.fasterxml.jackson. */
  private static String library(Made made) {
    String[] parts = made.allocates().packageName().split("\\.");
    return String.join(".", List.of(parts).subList(0, Math.min(3, parts.length)));
  }
}
