package io.trackmemory.report.ci;

import io.trackmemory.report.ShortForm;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What GitHub Actions is told of failures: each in the step's summary, and the first ten as
 * annotations, as it takes no more of a step. Forks of one step count together where there is a
 * summary to count in. Any threads may call it.
 */
final class GitHub {

  static final int MAX_ANNOTATIONS = 10;

  private final Environment environment;
  private final Consumer<String> console;
  private final AtomicInteger toldHere = new AtomicInteger();

  GitHub(Environment environment, Consumer<String> console) {
    this.environment = environment;
    this.console = console;
  }

  /**
   * Tells a failure.
   *
   * @throws IOException if there is a summary that cannot be written; annotated it is all the same
   */
  void tell(ShortForm failure) throws IOException {
    Optional<Path> summary = environment.get("GITHUB_STEP_SUMMARY").flatMap(GitHub::path);
    int before = toldHere.getAndIncrement();
    try {
      if (summary.isPresent()) {
        before = Math.max(before, new StepSummary(summary.get()).add(failure.text()));
      }
    } finally {
      if (before < MAX_ANNOTATIONS) {
        console.accept(annotation(failure));
      }
    }
  }

  private String annotation(ShortForm failure) {
    String place =
        failure
            .source()
            .flatMap(this::inRepository)
            .map(file -> "file=" + property(file) + ",line=" + failure.line() + ",")
            .orElse("");
    return "::error "
        + place
        + "title="
        + property(failure.title())
        + "::"
        + data(failure.sentence());
  }

  private Optional<String> inRepository(Path file) {
    return environment
        .get("GITHUB_WORKSPACE")
        .flatMap(GitHub::path)
        .filter(file::startsWith)
        .map(root -> root.relativize(file).toString().replace('\\', '/'));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
