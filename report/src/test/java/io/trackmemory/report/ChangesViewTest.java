package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.ChangedLine;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangesViewTest {

  private static final ChangedLine GONE =
      new ChangedLine("java.lang.Long", "com.acme.OrderBook.match", 1, 16, 0, 0, -16);

  /** A baseline that what was seen is not like. */
  static TestReport failed() {
    MemorySnapshot seen =
        new FakeSnapshot(
            List.of(
                Samples.row(
                    "com.acme.<b>", Samples.user("com.acme.OrderBook", "fills", 58), 2, 2_048)));
    Verdict verdict =
        new Verdict(
            About.FIGURES,
            "matchesBaseline(\"fills\")",
            Outcome.FAILED,
            "Expecting the action to match the baseline",
            Optional.of(seen),
            seen.sites(),
            Optional.of(new Measure(Unit.OBJECTS, 1, true, 2, 2)),
            "-Dtrackmemory.baseline.update=true",
            Optional.empty(),
            List.of(
                new ChangedLine(
                    "com.acme.<b>", "OrderBook.fills(OrderBook.java:58)", 0, 0, 2, 2_048, 2_048),
                GONE),
            Optional.empty());
    return Samples.report(Samples.FILLS, Status.FAILED, seen, List.of(verdict));
  }

  @Test
  void page_hasALineForEachChange() {
    String page = Templates.page(PageView.of(ReportContent.of(failed(), Samples.CONDITIONS)));
    assertThat(page)
        .contains(
            "<a href=\"#changes\">Baseline</a>",
            "<h2 id=\"h-changes\">Baseline</h2><p>1 new, 1 gone, 0 changed.</p>",
            "<tr><td>new</td>",
            "title=\"+2,048 B\">+2 KiB</td>",
            "<tr><td>gone</td>",
            "title=\"-16 B\">-16 B</td>")
        .doesNotContain("<b>com", ".<b>");
  }

  @Test
  void page_ofAnotherCheck_hasNone() {
    assertThat(
            Templates.page(
                PageView.of(ReportContent.of(Samples.tooManyAllocations(), Samples.CONDITIONS))))
        .doesNotContain("#changes");
  }

  @Test
  void of_many_leavesOutAndTells() {
    ChangesView view = ChangesView.of(Collections.nCopies(301, GONE)).get(0);
    assertThat(view.rows()).hasSize(300);
    assertThat(view.rest())
        .containsExactly("1 more line left out here; the JSON beside this page has all");
    assertThat(view.summary()).isEqualTo("0 new, 301 gone, 0 changed.");
  }
}
