package io.trackmemory.report.ci;

import io.trackmemory.report.ShortForm;
import io.trackmemory.report.WrittenReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of a test as Jenkins (its JUnit Attachments plugin) and GitLab find them in what the test
 * printed: each on a line of its own. Jenkins wants whole paths; GitLab, which shows the first
 * only, those below the project.
 */
final class Attachments {

  private static final String END = "]]";

  private Attachments() {}

  /**
   * The lines of a report.
   *
   * @param project below which paths are told from there, empty for whole paths
   */
  static List<String> of(WrittenReport report, Optional<Path> project) {
    return Stream.concat(Stream.of(report.page()), report.failure().map(ShortForm::file).stream())
        .map(
            file ->
                project.filter(file::startsWith).map(from -> from.relativize(file)).orElse(file))
        .map(file -> file.toString().replace('\\', '/'))
        .filter(Attachments::canBeNamed)
        .map(file -> "[[ATTACHMENT|" + file + END)
        .toList();
  }

  /* There is no way to escape what ends a name. */
  private static boolean canBeNamed(String file) {
    return !file.contains(END) && file.chars().noneMatch(Character::isISOControl);
  }
}
