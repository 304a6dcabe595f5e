package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.spi.Checks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShortFormTest {

  @TempDir private Path dir;

  private ShortForm of(TestReport report) {
    return Samples.reports(dir).write(report).failure().orElseThrow();
  }

  @Test
  void of_brokenCheck_isItsFirstLine() throws IOException {
    ShortForm form = of(Samples.tooManyAllocations());
    assertThat(form.title())
        .isEqualTo("hasAllocationCountAtMost(2) in OrderBookTest.fillsAreCheap");
    assertThat(form.sentence())
        .isEqualTo("Expecting the action to make at most 2 allocations but it made 5 (128 B):");
    assertThat(form.source()).isEmpty(); // not at hand here
    assertThat(form.line()).isZero();
    assertThat(form.text()).isEqualTo(Files.readString(form.file()));
  }

  @Test
  void of_ownFailure_isThat() {
    TestReport sample = Samples.tooManyAllocations();
    ShortForm form =
        of(
            new TestReport(
                sample.test(),
                "fills",
                Status.FAILED,
                Optional.of(new IllegalStateException("closed\nalready")),
                sample.snapshot(),
                Checks.NONE,
                sample.finishedAt(),
                sample.elapsed()));
    assertThat(form.title()).isEqualTo("IllegalStateException in OrderBookTest.fillsAreCheap");
    assertThat(form.sentence()).isEqualTo("closed");
  }

  @Test
  void leadingFrom_isALinkThatLeadsThere() throws IOException {
    Path odd = Files.createDirectories(dir.resolve("a & b's \u00e9%20/c"));
    WrittenReport report = new WrittenReport(odd.resolve("x[2].html"), odd, Optional.empty());
    Path place = dir.resolve("junit/deep/x.html");
    String page = report.leadingFrom(place);
    String link = page.replaceFirst("(?s).*<a href=\"([^\"<>]*)\">.*", "$1");
    URI there = place.toUri().resolve(URI.create(link.replace("&amp;", "&")));
    assertThat(Path.of(there)).isEqualTo(report.page());
    assertThat(page).contains("content=\"0; url=" + link + "\"").doesNotContain("'", "& ");
  }
}
