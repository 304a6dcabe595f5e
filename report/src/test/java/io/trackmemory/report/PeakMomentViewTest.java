package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A limit on live bytes that was passed, on the page. */
class PeakMomentViewTest {

  static TestReport failed() {
    SiteStatistics buffer =
        Samples.row("byte[]", Samples.user("com.acme.Packer", "pack", 7), 2, 1_056);
    PeakMoment moment =
        new PeakMoment(
            1_024,
            1_056,
            List.of(buffer),
            "byte[]",
            528,
            buffer.site(),
            Optional.of(Samples.user("com.acme.PackerTest", "packs", 21)),
            List.of(new StackTraceElement("com.acme.Packer", "pack", "Packer.java", 7)),
            "worker-1",
            false,
            Optional.of("opened"));
    PeakResult peak =
        new PeakResult(
            new PeakBracket(1_056, 2_112),
            List.of(moment),
            List.of(buffer),
            List.of(PeakCurveChartTest.PASSED),
            Optional.empty());
    FakeSnapshot seen = new FakeSnapshot(List.of(buffer)).withPeak(peak);
    Verdict verdict =
        Samples.verdict(
            Verdict.About.FIGURES, "hasPeakAtMost(kib(1))", Outcome.FAILED, "Expecting less", seen);
    return Samples.report(
        new TestId("com.acme.PackerTest", "packs", ""),
        TestReport.Status.FAILED,
        seen,
        List.of(verdict));
  }

  private static String section(TestReport report) {
    return Templates.render(
        "{{#views}}{{>peak.mustache}}{{/views}}", Map.of("views", PeakView.of(report.snapshot())));
  }

  @Test
  void passedLimit_isShownWithItsMoment() {
    assertThat(section(failed()))
        .contains(
            "<h3>Limit of 1 KiB (1,024 B) passed</h3>",
            "1 KiB (1,056 B) were alive when <code>byte[], 528 B</code> was made: <code>",
            "in thread worker-1, after checkpoint opened",
            "<dt>peak at most</dt><dd title=\"2,112 B\">2.1 KiB</dd>",
            "role=\"img\" aria-label=\"Live bytes passed the limit of 1 KiB with 1 KiB; the peak was at"
                + " least 1 KiB, at most 2.1 KiB\"",
            "aria-label=\"Live bytes over what had been allocated, against the limit of 1 KiB, which"
                + " was passed after 1.5 KiB\"",
            "com.acme.Packer.pack(Packer.java:7)");
  }

  @Test
  void noLimitPassed_hasNoSection() {
    assertThat(section(Samples.leak())).isEmpty();
  }

  @Test
  void undecidedLimit_saysWhy() {
    PeakResult peak =
        new PeakResult(
            new PeakBracket(0, 64), List.of(), List.of(), List.of(), Optional.of("no <collector>"));
    assertThat(PeakView.of(new FakeSnapshot(List.of()).withPeak(peak)))
        .containsExactly(new PeakView(List.of("no <collector>"), List.of(), List.of()));
  }
}
