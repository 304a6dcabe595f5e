package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.finding.Finding;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.report.finding.Findings;
import io.trackmemory.report.finding.Findings.Told;
import io.trackmemory.report.finding.OwnViews;
import io.trackmemory.report.finding.ReportView.Paragraph;
import io.trackmemory.report.finding.ReportView.Table;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What users add to a page: text, whatever it is. */
class OwnSectionTest {

  private static final String HOSTILE = "<script>alert(1)</script>\u202e\"'&";

  static ReportContent content(Findings findings, OwnViews views) {
    ReportContent content = ReportContent.of(Samples.tooManyAllocations(), Samples.CONDITIONS);
    return new ReportContent(
        content.report(),
        content.failure(),
        content.decisive(),
        content.measurements(),
        content.leakSearches(),
        content.growth(),
        new Judged(content.judged().grades(), findings, views),
        content.conditions(),
        content.sources());
  }

  /** Of all that there can be, in hostile words. */
  static ReportContent hostile() {
    return content(
        new Findings(
            List.of(
                new Finding(
                    HOSTILE,
                    Severity.HIGH,
                    HOSTILE,
                    HOSTILE,
                    Optional.empty(),
                    HOSTILE,
                    Optional.empty())),
            List.of(new Told(HOSTILE, HOSTILE)),
            List.of(new Told(HOSTILE, HOSTILE))),
        new OwnViews(
            List.of(
                new OwnViews.Section(
                    HOSTILE,
                    List.of(
                        new Paragraph(HOSTILE),
                        new Table(List.of(HOSTILE, "2"), List.of(List.of(HOSTILE, HOSTILE))))),
                new OwnViews.Section("second", List.of(new Paragraph("text")))),
            List.of(new Told("com.acme.View", "java.lang.Error"))));
  }

  private static String page(ReportContent content) {
    String page = Templates.page(PageView.of(content));
    return page.substring(page.indexOf("id=\"score\""), page.indexOf("id=\"checks\""));
  }

  @Test
  void hostileWords_areText() {
    assertThat(page(hostile()))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u202e", "id=\"own1\"", "id=\"own2\"")
        .contains("<b>com.acme.View failed, and is left out:</b> java.lang.Error")
        .doesNotContain("<script>");
  }

  @Test
  void nothingFound_isOneSentence() {
    assertThat(
            page(
                content(
                    new Findings(List.of(), List.of(), List.of()),
                    new OwnViews(List.of(), List.of()))))
        .contains("<b>None.</b> No rule fired on this measurement.")
        .doesNotContain("<ol", "could not tell", "id=\"own1\"");
  }

  @Test
  void moreThanTenFindings_areCounted() {
    List<Finding> many =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    new Finding(
                        "a" + i,
                        Severity.LOW,
                        "title",
                        "evidence",
                        Optional.empty(),
                        "advice",
                        Optional.empty()))
            .toList();
    Findings findings = new Findings(many, List.of(), List.of());
    assertThat(page(content(findings, new OwnViews(List.of(), List.of()))))
        .contains("2 more findings left out here; the JSON beside this page has all")
        .containsPattern("(?s)(<li><span class=\"chip \">Low.*){10}")
        .doesNotContainPattern("(?s)(<li><span class=\"chip \">Low.*){11}");
  }

  @Test
  void longTable_isCut_andItsRowsAreCounted() {
    Table table = new Table(List.of("a"), Collections.nCopies(203, List.of("cell")));
    OwnViews views = new OwnViews(List.of(new OwnViews.Section("long", List.of(table))), List.of());
    assertThat(OwnSection.all(views).get(0).parts().get(0).tables().get(0))
        .satisfies(rows -> assertThat(rows.rows()).hasSize(200))
        .satisfies(
            rows ->
                assertThat(rows.rest())
                    .containsExactly(
                        "3 more rows left out here; the JSON beside this page has all"));
  }
}
