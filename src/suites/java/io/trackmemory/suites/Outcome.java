package io.trackmemory.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a test or a container ended.
 *
 * @param isTest false for a container
 * @param ending status and class of what was thrown
 */
record Outcome(boolean isTest, String ending) {

  private static final String TEST = "test";
  private static final String CONTAINER = "container";

  boolean hasStatus(String status) {
    return ending.startsWith(status);
  }

  /** Writes a line for each. */
  static void write(Path file, Map<String, Outcome> outcomes) throws IOException {
    List<String> lines =
        outcomes.entrySet().stream()
            .map(
                entry ->
                    (entry.getValue().isTest ? TEST : CONTAINER)
                        + '\t'
                        + entry.getValue().ending
                        + '\t'
                        + entry.getKey().replace("\r", "\\r").replace("\n", "\\n"))
            .toList();
    Files.write(file, lines);
  }

  /** Reads what {@link #write} has written. */
  static Map<String, Outcome> read(Path file) throws IOException {
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", 3);
      outcomes.put(parts[2], new Outcome(parts[0].equals(TEST), parts[1]));
    }
    return outcomes;
  }
}
