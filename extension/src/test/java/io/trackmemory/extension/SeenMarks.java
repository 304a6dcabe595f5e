package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs fixtures with pages; they note how many marks their scopes saw. */
abstract class SeenMarks {

  /** Marks in the scope of a test as it ends, by test. */
  static final Map<String, Long> SEEN = new ConcurrentHashMap<>();

  /** Notes what the whole test and its body have made so far. */
  static void note(String name, MemoryScope memory) {
    SEEN.put(name, Marks.in(memory.snapshot()));
  }

  @TempDir Path reports;

  @BeforeEach
  void forget() {
    SEEN.clear();
    Marks.clear();
  }

  Outcome run(Class<?> fixture) {
    return Fixtures.run(
        fixture, "trackmemory.report", "always", "trackmemory.report.dir", reports.toString());
  }

  void assertPasses(Class<?> fixture, Map<String, Long> marks) {
    Outcome outcome = run(fixture);
    outcome.assertNothingFailed();
    assertThat(SEEN).containsExactlyInAnyOrderEntriesOf(marks);
  }

  List<String> pages() {
    try (Stream<Path> files = Files.walk(reports)) {
      return files
          .map(file -> reports.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".html") && file.contains("/"))
          .map(file -> file.replace(getClass().getName() + "$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
