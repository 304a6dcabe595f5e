package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What repeated runs left behind, on the page. */
class GrowthTest {

  private static final Holder LISTENERS =
      new Holder(
          "com.acme.Bus.LISTENERS",
          Shape.GROWING,
          List.of(new Point(0, 4, 200), new Point(5, 9, 320), new Point(10, 14, 440)),
          24.5,
          1,
          0.998,
          List.of(new TypeStatistics("com.acme.Listener", 10, 240)),
          "static field of com.acme.Bus",
          List.of(
              new ChainLink("com.acme.Bus", "static LISTENERS", true),
              new ChainLink("com.acme.Listener", "", true)),
          OptionalInt.of(0));

  private static final Holder CACHE =
      new Holder(
          "com.acme.Cache.ENTRIES",
          Shape.SATURATING,
          List.of(new Point(0, 0, 0), new Point(5, 90, 4_000), new Point(10, 100, 4_800)),
          0,
          0,
          0,
          List.of(),
          "",
          List.of(),
          OptionalInt.empty());

  static TestReport failed() {
    return of(
        new GrowthResult(10, List.of(LISTENERS, CACHE), OptionalLong.of(270_000), Optional.empty()),
        Outcome.FAILED);
  }

  private static TestReport of(GrowthResult result, Outcome outcome) {
    FakeSnapshot seen =
        new FakeSnapshot(
                List.of(
                    Samples.row(
                        "com.acme.Listener", Samples.user("com.acme.Bus", "listen", 4), 10, 1_234)))
            .withGrowth(result, 10)
            .withRates(MemoryRates.of(20_000_000, 1_234, OptionalLong.of(2), OptionalLong.of(0)));
    Verdict verdict =
        Samples.verdict(
            Verdict.About.GROWTH, "hasNoGrowth()", outcome, "Expecting no growth", seen);
    return Samples.report(
        new TestId("com.acme.BusTest", "listens", ""),
        TestReport.Status.FAILED,
        new FakeSnapshot(List.of()),
        List.of(verdict));
  }

  private static String page(TestReport report) {
    return Templates.page(PageView.of(ReportContent.of(report, Samples.CONDITIONS)));
  }

  @Test
  void growing_isShownWithRateStepsAndChain() {
    assertThat(page(failed()))
        .contains(
            "Seen by <code>hasNoGrowth()</code>",
            "Growing: each of 10 runs leaves 24.5 B and 1 object more behind.",
            "At this rate the heap is full after about 270000 more runs.",
            "<code>com.acme.Bus.LISTENERS</code><span class=\"tag\">growing</span>",
            "<dt>Confidence</dt><dd>99.8 %</dd>",
            "<td class=\"n\">5</td><td class=\"n\">9</td><td class=\"n\">320 B</td>",
            "<td class=\"n\">+120 B</td>",
            "<rect width=\"50.0%\"/></svg>",
            "<span class=\"tag\">first reference in your code</span>",
            "<span class=\"tag\">one that came</span>",
            "<td><code>com.acme.Cache.ENTRIES</code></td><td>saturating</td>"
                + "<td class=\"n\">+100</td><td class=\"n\">+4,800 B</td>");
  }

  @Test
  void rates_areShown() {
    assertThat(page(failed()))
        .contains(
            "<dt>Allocation rate<small>in 20.0 ms at work, by the clock</small></dt><dd>60.3 KiB/s</dd>",
            "<dt>GC pressure<small>2 collections meanwhile, pauses 0 ms</small></dt><dd>low</dd>",
            "1,234 B, 123 B a run");
  }

  @Test
  void uncertified_saysWhyAndNothingElse() {
    String cause = "growth shows in 10 runs or more";
    assertThat(page(of(GrowthResult.uncertified(5, cause), Outcome.UNCERTIFIED)))
        .contains("<strong>Cannot certify growth:</strong> " + cause)
        .doesNotContain("None: each round");
  }

  @Test
  void noGrowth_saysSo() {
    assertThat(
            page(
                of(
                    new GrowthResult(10, List.of(), OptionalLong.empty(), Optional.empty()),
                    Outcome.PASSED)))
        .contains("None: each round of runs left as much as there was before.");
  }

  @Test
  void sameResultOfTwoChecks_isShownOnce() {
    TestReport report = failed();
    Verdict again =
        Samples.verdict(
            Verdict.About.GROWTH,
            "hasGrowthPerRunAtMost(bytes(8))",
            Outcome.FAILED,
            "",
            report.verdicts().get(0).snapshot().orElseThrow());
    TestReport both =
        Samples.report(
            Samples.FILLS,
            TestReport.Status.FAILED,
            report.snapshot(),
            List.of(report.verdicts().get(0), again));
    assertThat(GrowthLook.of(both)).hasSize(1);
  }

  @Test
  void nobodyLooked_hasNoSection() {
    assertThat(page(Samples.leak())).doesNotContain("id=\"growth\"", "#growth");
  }
}
