package io.trackmemory.compatibility;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A row that was built.
 *
 * @param row what was to be shown
 * @param jdk that built it
 * @param folder of the project as it was built
 * @param log what Maven printed
 */
record Run(Row row, Jdk jdk, Path folder, Path log) {

  /** Where the plugin wrote its results. */
  Path results() {
    Path target = folder.resolve("target");
    if (!row.run().isEmpty()) {
      return target.resolve("results").resolve(row.run());
    }
    boolean integration = row.suites().get(0).testClass().endsWith("IT");
    return target.resolve(integration ? "failsafe-reports" : "surefire-reports");
  }

  /** Where the pages are. */
  Path pages() {
    Path all = folder.resolve("target").resolve("trackmemory");
    return row.run().isEmpty() ? all : all.resolve(row.run());
  }

  boolean isBuilt() {
    return Files.isDirectory(results());
  }
}
