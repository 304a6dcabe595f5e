package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @TempDir Path folder;

  @Test
  void onFailure_writesThePageOfAFailingTestAndPrintsItsAddress() throws IOException {
    Outcome outcome = run(TwoTestCases.class, "on-failure");
    Path page = folder.resolve(TwoTestCases.class.getName()).resolve("allocates.html");
    assertThat(files())
        .containsExactlyInAnyOrder(
            TwoTestCases.class.getName() + "/allocates.html",
            TwoTestCases.class.getName() + "/allocates.json",
            TwoTestCases.class.getName() + "/allocates.md",
            "index.html");
    assertThat(outcome.failureOf("allocates()"))
        .hasMessageContaining("Report: " + page.toUri() + "\n")
        .hasMessageEndingWith("/allocates.md");
    assertThat(Files.readString(page))
        .contains("@NoAllocations")
        .doesNotContain("hasNoAllocations");
  }

  @Test
  void always_writesEveryPage() throws IOException {
    run(TwoTestCases.class, "always");
    assertThat(files()).contains(TwoTestCases.class.getName() + "/nothing.html");
  }

  @Test
  void never_writesNothingAndPrintsNoAddress() throws IOException {
    Outcome outcome = run(TwoTestCases.class, "never");
    assertThat(files()).isEmpty();
    assertThat(outcome.failureOf("allocates()").getMessage()).doesNotContain("Report:");
  }

  @Test
  void annotation_winsOverSetting() throws IOException {
    run(AlwaysTestCases.class, "never");
    assertThat(files()).contains(AlwaysTestCases.class.getName() + "/nothing.html");
  }

  @Test
  void onFailure_writesThePageOfATestThatFailedForAnotherReason() throws IOException {
    run(OtherReasonTestCases.class, "on-failure");
    assertThat(files()).contains(OtherReasonTestCases.class.getName() + "/fails.html");
  }

  @Test
  void invocationsAndOverloads_havePagesOfTheirOwn() throws IOException {
    run(ManyTestCases.class, "always");
    assertThat(files()).filteredOn(file -> file.endsWith(".html")).hasSize(5);
  }

  @Test
  void pageOfAnEarlierRun_isRemoved() throws IOException {
    run(SometimesTestCases.class, "always");
    assertThat(files()).hasSize(3);
    run(SometimesTestCases.class, "on-failure");
    assertThat(files()).containsExactly("index.html");
  }

  @Test
  void folderThatCannotBeWritten_failsNoTest() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Outcome outcome =
        Fixtures.run(
            TwoTestCases.class,
            "trackmemory.report",
            "always",
            "trackmemory.report.dir",
            file.toString());
    assertThat(outcome.passed()).containsExactly("nothing()");
    assertThat(outcome.failureOf("allocates()")).hasNoSuppressedExceptions();
  }

  private Outcome run(Class<?> testClass, String policy) {
    return Fixtures.run(
        testClass, "trackmemory.report", policy, "trackmemory.report.dir", folder.toString());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @NoAllocations
  static class TwoTestCases {
    Object field = this;

    @Test
    void nothing() {}

    @Test
    void allocates() {
      field = new Object();
    }
  }

  @TrackMemory(report = ReportPolicy.ALWAYS)
  static class AlwaysTestCases {

    @Test
    void nothing() {}
  }

  @TrackMemory
  static class OtherReasonTestCases {

    @Test
    void fails() throws IOException {
      throw new IOException("the test's own");
    }
  }

  @TrackMemory
  static class SometimesTestCases {

    @Test
    void passes() {}
  }

  @TrackMemory
  static class ManyTestCases {

    @Test
    void twice() {}

    @Test
    void twice(io.trackmemory.tracker.MemoryScope memory) {}

    @RepeatedTest(2)
    void repeated() {}
  }
}
