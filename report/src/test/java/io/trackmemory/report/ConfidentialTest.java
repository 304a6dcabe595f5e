package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.spi.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of a test and of the machine stand neither on a confidential page nor in its JSON. */
class ConfidentialTest {

  private static final String VALUE = "alice@example.com";

  @TempDir private Path dir;

  private String written(boolean confidential, String message) throws IOException {
    TestReport sample = Samples.leak();
    TestReport report =
        new TestReport(
            sample.test(),
            "[2] " + VALUE,
            Status.FAILED,
            Optional.of(new IllegalStateException(message)),
            sample.snapshot(),
            message.isEmpty() ? sample.checks() : Checks.NONE,
            sample.finishedAt(),
            sample.elapsed(),
            confidential);
    ReportFolder folder = Samples.reports(dir);
    folder.write(report);
    String page = folder.pageOf(report.test()).toString();
    return Files.readString(Path.of(page))
        + Files.readString(Path.of(page.replaceFirst("html$", "json")))
        + Files.readString(Path.of(page.replaceFirst("html$", "md")));
  }

  @Test
  void write_confidential_leavesOutValues() throws IOException {
    assertThat(written(true, "no user " + VALUE))
        .doesNotContain(VALUE, "-Xmx4g", "ConfidentialTest.java")
        .contains("closesItsSessions[2]", "left out: trackmemory.report.confidential");
  }

  @Test
  void write_notConfidential_tellsThem() throws IOException {
    assertThat(written(false, "no user " + VALUE))
        .contains(VALUE, "-Xmx4g", "ConfidentialTest.java");
  }
}
