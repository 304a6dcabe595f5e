package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What repeated runs left behind, on the page. */
class GrowthTest {

  private static final Holder LISTENERS =
      new Holder(
          "com.acme.Bus.LISTENERS",
          Shape.GROWING,
          IntStream.rangeClosed(0, 10).mapToObj(i -> new Point(i, 4 + i, 200 + 24L * i)).toList(),
          24.5,
          OptionalDouble.of(0.25),
          1,
          0.998,
          List.of(new TypeStatistics("com.acme.Listener", 10, 240)),
          "static field of com.acme.Bus",
          List.of(
              new ChainLink("com.acme.Bus", "static LISTENERS", true),
              new ChainLink("com.acme.Listener", "", true)),
          OptionalInt.of(0));

  private static final Holder CACHE =
      holder(
          "com.acme.Cache.ENTRIES", Shape.SATURATING, new Point(0, 0, 0), new Point(5, 90, 4_000));

  private static final Holder POOL =
      holder("com.acme.Pool.FREE", Shape.INCONCLUSIVE, new Point(0, 1, 64), new Point(10, 3, 192));

  private static Holder holder(String signature, Shape shape, Point... points) {
    return new Holder(
        signature, shape, List.of(points), 0, 0, 0, List.of(), "", List.of(), OptionalInt.empty());
  }

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
            .withRates(MemoryRates.of(20_000_000, 1_234, OptionalLong.of(2), OptionalLong.of(0)))
            .withCollections(1, CollectionsViewTest.YOUNG, CollectionsViewTest.FORCED)
            .withLanes(LanesViewTest.MAIN, LanesViewTest.WORKER);
    Verdict verdict =
        new Verdict(
            Verdict.About.GROWTH,
            "hasNoGrowth()",
            outcome,
            "Expecting no growth",
            Optional.of(seen),
            List.of(),
            Optional.of(Measure.ofRate(0, 24.5)),
            "hasGrowthPerRunAtMost(bytes(25))",
            Optional.empty());
    return Samples.report(
        new TestId("com.acme.BusTest", "listens", ""),
        TestReport.Status.FAILED,
        new FakeSnapshot(List.of()),
        List.of(verdict));
  }

  private static String page(TestReport report) {
    return Templates.page(PageView.of(ReportContent.of(report, Samples.CONDITIONS)));
  }

  /* The section as its template renders it. */
  private static String section(GrowthResult... results) {
    return section(OptionalLong.empty(), results);
  }

  private static String section(OptionalLong limit, GrowthResult... results) {
    List<GrowthView> views =
        Stream.of(results)
            .map(result -> GrowthView.of(new GrowthLook("hasNoGrowth()", result, limit)))
            .toList();
    return Templates.render("{{>growth.mustache}}", new Listed<>(views));
  }

  private static GrowthResult result(Holder... holders) {
    return new GrowthResult(10, List.of(holders), OptionalLong.empty(), Optional.empty());
  }

  @Test
  void rate_hasOneRoundingEverywhere() {
    ReportContent content = ReportContent.of(failed(), Conditions.ofThisJvm());
    assertThat(page(failed()))
        .contains("seen 24.5 B a run", "leaves 24.5 B and", "<dd>+24.5 B</dd>")
        .doesNotContain(" 25 B");
    assertThat(AgentText.of(content)).contains("24.5 B a run").doesNotContain(" 25 B");
    assertThat(JsonReport.of(content)).contains("\"rate\": 24.5");
  }

  @Test
  void growing_isShownWithRateStepsAndChain() {
    assertThat(section(GrowthLook.of(failed()).get(0).result()))
        .contains(
            "Seen by <code>hasNoGrowth()</code>",
            "1 of 2 holders grows: each of 10 runs leaves 24.5 B and 1 object more behind.",
            "At this rate the heap is full after about 270000 more runs. <span class=\"est\">",
            "<h3>com.acme.Bus.LISTENERS</h3>",
            "<dt>confidence</dt><dd>99.8 %</dd>",
            "<dt>standard error</dt><dd>± 0.25 B</dd>",
            "<th scope=\"row\" class=\"n\">5</th><td class=\"n\">9</td><td class=\"n\">320 B</td>"
                + "<td class=\"n\">+120 B</td>",
            "aria-label=\"Bytes held by com.acme.Bus.LISTENERS after each round of runs: grows by"
                + " 24.5 B a run\"",
            "Dashed: the slope of the last half, in its 95 % band.",
            "one that came",
            "com.acme.Listener</th><td class=\"n\">+10</td>")
        .doesNotContain("what the check allows", "No growth.");
  }

  @Test
  void allHolders_areOneTableWithTheirShapesInWords() {
    assertThat(section(result(LISTENERS, POOL, CACHE)))
        .contains(
            "<td><b class=\"bad\">growing</b></td><td><svg class=\"spk g\"",
            "<th scope=\"row\" class=\"m\">com.acme.Cache.ENTRIES</th><td>filled up</td>"
                + "<td><svg class=\"spk\"",
            "aria-label=\"from 0 B to 4,000 B held\"><polyline points=\"0.0,20.0 110.0,4.0\"/>",
            "<td class=\"n\" data-v=\"4000\" title=\"4,000 B\">3.9 KiB</td>"
                + "<td class=\"n\" data-v=\"0.0\">none</td>",
            "<td>inconclusive</td>",
            "<td class=\"n\" data-v=\"24.5\">+24.5 B</td>");
  }

  @Test
  void inconclusive_hasAChartWithoutSlope() {
    assertThat(section(result(POOL)))
        .contains(
            "Inconclusive: what is left has neither settled nor grown steadily. More runs tell.",
            "<h3>com.acme.Pool.FREE</h3>",
            "<svg class=\"ch\"",
            "<td class=\"n\" data-v=\"0.0\">n/a</td>")
        .doesNotContain("class=\"sl\"", "Dashed");
  }

  @Test
  void settled_isOneSentenceAndTheTable() {
    assertThat(section(result(CACHE)))
        .contains("<b>No growth.</b> Something filled up, and then nothing more was left.")
        .contains("com.acme.Cache.ENTRIES")
        .doesNotContain("<svg class=\"ch\"");
  }

  @Test
  void noGrowth_isOneSentence() {
    assertThat(section(result()))
        .contains("<b>No growth.</b> Each round of runs left as much as there was before.")
        .doesNotContain("<svg", "<table");
  }

  @Test
  void uncertified_saysWhyAndNothingElse() {
    String cause = "growth shows in 10 runs or more";
    assertThat(section(GrowthResult.uncertified(5, cause)))
        .contains("<b>Cannot certify growth.</b> " + cause)
        .doesNotContain("No growth", "<svg", "<table");
  }

  @Test
  void limit_isDrawnWhereItIsOfOneHolder() {
    assertThat(GrowthLook.of(failed()).get(0).limitPerRun()).hasValue(0);
    assertThat(section(OptionalLong.of(64), result(LISTENERS)))
        .contains("limit</text>", "64 B a run</text>", "what the check allows");
    assertThat(section(OptionalLong.of(64), result(LISTENERS, POOL)))
        .doesNotContain("class=\"lm\"");
    assertThat(section(OptionalLong.of(0), result(LISTENERS, POOL))).contains("limit: flat");
  }

  @Test
  void manyHolders_areCutAndSaySo() {
    Holder[] holders = Collections.nCopies(120, LISTENERS).toArray(Holder[]::new);
    String section = section(result(holders));
    assertThat(section)
        .contains("110 more charts and 20 more holders left out here; the JSON beside this page");
    assertThat(section.split("<svg class=\"ch\"", -1)).hasSize(11);
  }

  @Test
  void hostileNames_areText() {
    String name = "<img src=x onerror=alert(1)>\"\u202e";
    Holder hostile =
        new Holder(
            name,
            Shape.GROWING,
            LISTENERS.points(),
            1,
            1,
            1,
            List.of(new TypeStatistics(name, 1, 16)),
            name,
            List.of(new ChainLink(name, "", true)),
            OptionalInt.of(0));
    assertThat(section(result(hostile)))
        .contains("&lt;img src&#61;x onerror&#61;alert(1)&gt;")
        .doesNotContain("<img", "\u202e");
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
