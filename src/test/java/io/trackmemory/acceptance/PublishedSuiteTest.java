package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published tests of a library, as they are: each ends tracked as it ends untracked. Those of
 * several libraries run with {@code -Psuites}.
 */
class PublishedSuiteTest {

  @Test
  void everyTestTracked_endsAsUntracked(@TempDir Path reports) throws Exception {
    List<String> untracked = run();
    List<String> tracked =
        run(
            "-Djunit.jupiter.extensions.autodetection.enabled=true",
            "-Dtrackmemory.auto=true",
            "-Dtrackmemory.report.dir=" + reports);
    assertThat(outcomes(tracked)).isEqualTo(outcomes(untracked));
    assertThat(untracked).last().isEqualTo(SuiteMain.IN_SCOPE + 0);
    assertThat(tracked).last().isEqualTo(SuiteMain.IN_SCOPE + testsStarted(untracked));
    assertThat(testsStarted(untracked)).isGreaterThan(1_000);
    assertThat(outcomes(untracked))
        .filteredOn(line -> line.startsWith("TEST ") && line.endsWith(" SUCCESSFUL"))
        .hasSizeGreaterThan(1_000);
  }

  private static List<String> run(String... options) throws Exception {
    return Forked.run(List.of(options), SuiteMain.class, jarOfTests().toString());
  }

  private static SortedSet<String> outcomes(List<String> lines) {
    SortedSet<String> outcomes = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith(SuiteMain.OUTCOME)) {
        assertThat(outcomes.add(line.substring(SuiteMain.OUTCOME.length()))).as(line).isTrue();
      }
    }
    return outcomes;
  }

  private static long testsStarted(List<String> lines) {
    return outcomes(lines).stream()
        .filter(line -> line.startsWith("TEST ") && !line.endsWith(" SKIPPED"))
        .count();
  }

  private static Path jarOfTests() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().matches("commons-codec-.*-tests\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the tests are not on the class path"));
  }
}
