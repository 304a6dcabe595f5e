package io.trackmemory.report;

import io.trackmemory.report.IndexReader.Test;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Links from a page to those of the runs that it compares.
 *
 * @param from folder of the page
 * @param before folder of the first run
 * @param after folder of the second
 */
record RunLinks(Path from, Path before, Path after) {

  static RunLinks from(Path page, RunComparison runs) {
    return new RunLinks(
        whole(page).resolveSibling("."),
        whole(runs.before().folder()),
        whole(runs.after().folder()));
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  Optional<String> before(Test test) {
    return test.hasPage() ? to(before.resolve(test.page())) : Optional.empty();
  }

  Optional<String> after(Test test) {
    return test.hasPage() ? to(after.resolve(test.page())) : Optional.empty();
  }

  /** The index of a run, if it has one. */
  Optional<String> index(Run run) {
    Path index = whole(run.folder()).resolve("index.html");
    return Files.isRegularFile(index) ? to(index) : Optional.empty();
  }

  /** None from one drive to another. */
  private Optional<String> to(Path file) {
    Path here = from.normalize();
    if (here.getRoot() == null || !here.getRoot().equals(file.getRoot())) {
      return Optional.empty();
    }
    String path = here.relativize(file).toString().replace('\\', '/');
    return Optional.of(Address.of(path.startsWith("../") ? path : "./" + path));
  }
}
