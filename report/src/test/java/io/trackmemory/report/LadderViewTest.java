package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.SizeSeries;
import io.trackmemory.tracker.spi.SizeSeries.Point;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LadderViewTest {

  private static final SizeSeries QUADRATIC =
      new SizeSeries(
          "allocated bytes",
          "LINEAR",
          Optional.of("QUADRATIC"),
          12,
          List.of(
              new Point(1, 16, 16, 1),
              new Point(100, 1_000, 1_200, 100),
              new Point(1_000, 80_000, 80_000, 1_000)));

  /** A check over sizes that was broken. */
  static TestReport failed() {
    FakeSnapshot seen = new FakeSnapshot(List.of());
    return Samples.report(
        Samples.FILLS,
        TestReport.Status.FAILED,
        seen,
        List.of(
            Samples.verdict(
                    About.FIGURES, "growsAtMost(LINEAR)", Outcome.FAILED, "grows faster", seen)
                .over(QUADRATIC)));
  }

  private static String page(TestReport report) {
    return Templates.page(PageView.of(ReportContent.of(report, Samples.CONDITIONS)));
  }

  @Test
  void all_ofChecksOverSizes_tellsOrderAndEachSize() {
    LadderView view = LadderView.all(failed()).get(0);
    assertThat(view.check()).isEqualTo("growsAtMost(LINEAR)");
    assertThat(view.found()).isEqualTo("QUADRATIC");
    assertThat(view.points())
        .containsExactly(
            new LadderView.Step("1", "16 B", "16 B"),
            new LadderView.Step("100", "1,000 B to 1,200 B", "10 B to 12 B"),
            new LadderView.Step("1,000", "80,000 B", "80 B"));
  }

  @Test
  void chart_scalesAreOfWhatWasSeen_limitIsTheOrderAsked() {
    LadderChart chart = LadderChart.of(QUADRATIC);
    assertThat(chart.seen()).isEqualTo("M64.8,230.0 L148.6,227.0 L910.0,30.0");
    assertThat(chart.limit()).isEqualTo("M64.8,230.0 L148.6,227.0 L910.0,200.0");
    assertThat(chart.columns())
        .extracting(LadderChart.Column::label)
        .containsExactly("1", "100", "1,000");
    assertThat(chart.dots()).extracting(LadderChart.Dot::title).contains("100: 1,000 B to 1,200 B");
    assertThat(chart.label())
        .isEqualTo("The allocated bytes at each size, and the curve up to which LINEAR holds");
  }

  @Test
  void chart_nothingSeen_isFlat() {
    SizeSeries nothing =
        new SizeSeries("peak", "LINEAR", Optional.empty(), 0, List.of(new Point(8, 0, 0, 8)));
    assertThat(LadderChart.of(nothing).seen()).isEqualTo("M910.0,230.0");
  }

  @Test
  void page_hasItsSectionAndNoneWhereNoCheckAsked() {
    assertThat(page(failed()))
        .contains("<section id=\"by-size\"", "href=\"#by-size\"", "<dd>QUADRATIC</dd>");
    assertThat(page(Samples.tooManyAllocations())).doesNotContain("by-size");
  }
}
