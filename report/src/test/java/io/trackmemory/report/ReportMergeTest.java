package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportMergeTest {

  @TempDir Path dir;

  private Path report(String machine, String method, String status) throws IOException {
    Path run = dir.resolve(machine).resolve("target/trackmemory");
    ComparisonSamples.write(run, ComparisonSamples.report(method, status, List.of()));
    return run;
  }

  private List<String> files() throws IOException {
    Path all = dir.resolve("all");
    try (Stream<Path> files = Files.walk(all)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> all.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void testsOfSeveralMachines_keepTheirPlace() throws IOException {
    Path one = report("one", "first", "PASSED");
    Path two = report("two", "second", "FAILED");
    assertThat(ReportMerge.into(dir.resolve("all"), List.of(one, two)).reports()).isEqualTo(2);
    assertThat(files())
        .containsExactly(
            "com.acme.BookTest/first.html",
            "com.acme.BookTest/first.json",
            "com.acme.BookTest/second.html",
            "com.acme.BookTest/second.json",
            "index.html");
    assertThat(dir.resolve("all/index.html"))
        .content()
        .contains("./com.acme.BookTest/first.html", "1 failed of 2 tests")
        .doesNotContain(">on ");
  }

  @Test
  void testThatSeveralHave_standsForEachMachine() throws IOException {
    Path one = report("jdk-17", "test", "PASSED");
    Path two = report("jdk-25", "test", "FAILED");
    assertThat(ReportMerge.into(dir.resolve("all"), List.of(one, two)).reports()).isEqualTo(2);
    assertThat(files())
        .containsExactly(
            "com.acme.BookTest@jdk-17/test.html",
            "com.acme.BookTest@jdk-17/test.json",
            "com.acme.BookTest@jdk-25/test.html",
            "com.acme.BookTest@jdk-25/test.json",
            "index.html");
    assertThat(dir.resolve("all/index.html"))
        .content()
        .containsSubsequence(
            "on jdk-25: 1 failed of 1 test",
            "./com.acme.BookTest@jdk-25/test.html",
            "on jdk-17: passed",
            "./com.acme.BookTest@jdk-17/test.html");
  }

  @Test
  void sameReportTwice_isOne() throws IOException {
    Path one = report("one", "test", "PASSED");
    Path two = report("two", "test", "PASSED");
    assertThat(ReportMerge.into(dir.resolve("all"), List.of(one, two)).reports()).isEqualTo(1);
    assertThat(files()).contains("com.acme.BookTest/test.json");
  }

  @Test
  void mergedRuns_areComparedMachineByMachine() throws IOException {
    Path one = report("jdk-17", "test", "PASSED");
    Path two = report("jdk-25", "test", "FAILED");
    ReportMerge.into(dir.resolve("all"), List.of(one, two));
    ReportMerge.into(dir.resolve("later"), List.of(one, two));
    RunComparison runs =
        RunComparison.of(dir.resolve("all"), dir.resolve("later"), Slack.NONE, false);
    assertThat(runs.groups()).containsOnlyKeys(RunComparison.Group.SAME);
    assertThat(runs.tests()).hasSize(2);
    assertThat(runs.problems()).isEmpty();
  }

  @Test
  void foldersThatWereMergedBefore_loseNothing() throws IOException {
    Path one = report("linux", "test", "PASSED");
    Path two = report("windows", "test", "FAILED");
    ReportMerge.into(dir.resolve("monday"), List.of(one, two));
    report("linux", "test", "ABORTED");
    ReportMerge.into(dir.resolve("tuesday"), List.of(one, two));
    assertThat(
            ReportMerge.into(
                    dir.resolve("all"), List.of(dir.resolve("monday"), dir.resolve("tuesday")))
                .reports())
        .isEqualTo(3);
    assertThat(files())
        .filteredOn(file -> file.endsWith(".json"))
        .containsExactly(
            "com.acme.BookTest@linux-monday/test.json",
            "com.acme.BookTest@linux-tuesday/test.json",
            "com.acme.BookTest@windows/test.json");
  }

  @Test
  void folderTwice_isRefused() throws IOException {
    Path one = report("one", "test", "PASSED");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReportMerge.into(dir.resolve("all"), List.of(one, one)))
        .withMessage("a folder must not be merged twice: " + one);
  }

  @Test
  void names_areWhatDiffers() {
    assertThat(names("/a/x/target", "/a/y/target")).containsExactly("x", "y");
    assertThat(names("/a/x/r", "/a/x/s")).containsExactly("r", "s");
    assertThat(names("/a/17/linux/t", "/a/25/mac/t")).containsExactly("17-linux", "25-mac");
    assertThat(names("/a", "/a/b")).containsExactly("here", "b");
    assertThat(names("/a/x@1", "/a/x_1")).containsExactly("x_1", "x_1-2");
  }

  private static List<String> names(String... folders) {
    return ReportMerge.names(Stream.of(folders).map(Path::of).toList());
  }
}
