package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published tests of a library, as they are: each ends tracked as it ends untracked. Those of
 * several libraries run with {@code -Psuites}.
 */
@Tag("slow")
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
    assertThat(testsInScope(untracked)).isZero();
    assertThat(testsPassed(tracked)).isGreaterThan(1_000);
    assertThat(testsInScope(tracked)).isGreaterThanOrEqualTo(testsPassed(tracked));
  }

  private static List<String> run(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Xmx512m"); // tests of arrays past a gigabyte see that there is no room
    return Forked.run(all, SuiteMain.class, jarOfTests().toString());
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

  private static long testsPassed(List<String> lines) {
    return outcomes(lines).stream()
        .filter(line -> line.startsWith("TEST ") && line.endsWith(" SUCCESSFUL"))
        .count();
  }

  private static long testsInScope(List<String> lines) {
    String last = lines.get(lines.size() - 1);
    assertThat(last).startsWith(SuiteMain.IN_SCOPE);
    return Long.parseLong(last.substring(SuiteMain.IN_SCOPE.length()));
  }

  private static Path jarOfTests() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.getFileName().toString().matches("commons-codec-.*-tests\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the tests are not on the class path"));
  }
}
