package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictHeadTest {

  private static VerdictHead head(Outcome outcome, String message, Measure measure) {
    return head(outcome, message, Optional.of(measure), List.of());
  }

  private static VerdictHead head(
      Outcome outcome, String message, Optional<Measure> measure, List<SiteStatistics> blamed) {
    return VerdictHead.of(
        0,
        new Verdict(
            About.FIGURES,
            "hasX(2)",
            outcome,
            message,
            Optional.empty(),
            blamed,
            measure,
            "",
            Optional.empty()),
        Sources.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Expecting the action to make at most 2 allocations but it made 5 (128 B):"
            + " | but the action made 5 (128 B)",
        "[the book] Expecting run 2 of the action (the worst of 2) to leak no objects but it leaked"
            + " 2 (48 B) | but run 2 of the action (the worst of 2) leaked 2 (48 B)",
        "Expecting the action in 10 runs to leave no growth but with each run it left 120 B"
            + " | but with each run it left 120 B",
        "somebody's own words | was not kept: somebody's own words",
      })
  void failed_saysWhatWasSeenOfWhat(String message, String text) {
    assertThat(head(Outcome.FAILED, message, Optional.empty(), List.of()).text()).isEqualTo(text);
  }

  @Test
  void uncertified_saysWhy_withoutWhatStandsElsewhere() {
    VerdictHead head =
        head(
            Outcome.UNCERTIFIED,
            "Cannot certify hasX(2) of the action: nobody looked; look\nReport: file:///a.html",
            Optional.empty(),
            List.of());
    assertThat(head.text()).isEqualTo("could not be judged");
    assertThat(head.causes()).containsExactly("nobody looked; look");
    assertThat(head.factors()).isEmpty();
  }

  @Test
  void factor_isHowManyTimesTheLimit() {
    assertThat(head(Outcome.FAILED, "", new Measure(Unit.BYTES, 4096, false, 2811264, 2811264)))
        .satisfies(
            head ->
                assertThat(head.factors())
                    .containsExactly(new VerdictHead.Factor("686\u00d7", "the limit")));
  }

  @Test
  void factor_whereNothingIsAllowed_isTheAmount() {
    assertThat(head(Outcome.FAILED, "", new Measure(Unit.OBJECTS, 0, false, 3873, 3873)).factors())
        .containsExactly(new VerdictHead.Factor("3,873 objects", "none allowed"));
  }

  @Test
  void factor_whereJustSoMuchIsAskedFor_isTheAmount() {
    assertThat(head(Outcome.FAILED, "", new Measure(Unit.OBJECTS, 7, true, 5, 5)).factors())
        .containsExactly(new VerdictHead.Factor("5 objects", "asked for 7 objects"));
  }

  @Test
  void factor_ofAKeptLimit_isThePartUsed() {
    assertThat(head(Outcome.PASSED, "", new Measure(Unit.BYTES, 128, false, 50, 56)).factors())
        .containsExactly(new VerdictHead.Factor("44 %", "of the limit"));
    assertThat(head(Outcome.PASSED, "", new Measure(Unit.BYTES, 0, false, 0, 0)).factors())
        .isEmpty();
  }

  @Test
  void bar_isLinear_andPaintsWhatIsNotKnown() {
    LimitBar bar = LimitBar.of(new Measure(Unit.BYTES, 100, false, 50, 200), Outcome.UNCERTIFIED);
    assertThat(bar)
        .returns("50.000%", LimitBar::line)
        .returns("25.000%", LimitBar::within)
        .returns("25.000%", LimitBar::from)
        .returns("75.000%", LimitBar::unknown)
        .returns(false, LimitBar::beyond)
        .returns("limit 100 B, seen between 50 B and 200 B", LimitBar::label);
  }

  @Test
  void bar_ofABrokenLimit_isPaintedBeyondTheLine() {
    LimitBar bar = LimitBar.of(new Measure(Unit.BYTES_A_RUN, 50, false, 200, 200), Outcome.FAILED);
    assertThat(bar)
        .returns("25.000%", LimitBar::line)
        .returns("25.000%", LimitBar::within)
        .returns(true, LimitBar::beyond)
        .returns("limit 50 B a run, seen 200 B a run", LimitBar::label);
    assertThat(LimitBar.of(new Measure(Unit.BYTES, 0, false, 0, 0), Outcome.PASSED).label())
        .isEqualTo("limit: none, seen 0 B");
    assertThat(
            LimitBar.of(
                    new Measure(Unit.OBJECTS, Long.MAX_VALUE, false, 1, Long.MAX_VALUE),
                    Outcome.FAILED)
                .line())
        .isEqualTo("100.000%");
  }

  @Test
  void blamed_isTheUsersLine_alsoWhereSomeCallsGotNoStack() {
    var grow = Samples.jdk("java.util.ArrayList", "grow", 237);
    var fills = Samples.user("com.acme.OrderBook", "fills", 58);
    SiteStatistics unknown = Samples.row("java.lang.Object[]", grow, 90, 900);
    SiteStatistics known =
        new SiteStatistics(
            "java.lang.Object[]", grow, Optional.of(fills), 1, "main", true, 10, 100);
    assertThat(head(Outcome.FAILED, "", Optional.empty(), List.of(unknown, known)).blamed())
        .singleElement()
        .returns("OrderBook.fills", BlamedLine::name)
        .returns("OrderBook.java:58 \u00b7 100 objects, 1000 B, all of it", BlamedLine::detail);
    WhyView why = WhyView.of(List.of(unknown, known), true, Sources.NONE);
    assertThat(why.summary())
        .isEqualTo(
            "1 line of yours, 2 rows. Exact; which of your lines led there is known by samples.");
    assertThat(why.lines())
        .singleElement()
        .returns("1000", own -> own.amount().bytes())
        .returns(
            List.of("1000"), own -> own.below().stream().map(b -> b.amount().bytes()).toList());
    assertThat(Blame.of(List.of(unknown, known)).resolved(unknown).caller()).contains(fills);
  }

  @Test
  void blamed_whereSeveralLinesLedThere_isNotGuessed() {
    var grow = Samples.jdk("java.util.ArrayList", "grow", 237);
    SiteStatistics unknown = Samples.row("java.lang.Object[]", grow, 90, 900);
    List<SiteStatistics> rows =
        List.of(
            unknown,
            Samples.called("java.lang.Object[]", grow, Samples.user("a.B", "c", 1), 10, 100),
            Samples.called("java.lang.Object[]", grow, Samples.user("a.B", "d", 2), 10, 100));
    assertThat(head(Outcome.FAILED, "", Optional.empty(), rows).blamed())
        .singleElement()
        .returns("ArrayList.grow", BlamedLine::name)
        .satisfies(line -> assertThat(line.notes()).hasSize(1));
    assertThat(Blame.of(rows).resolved(unknown)).isEqualTo(unknown);
    assertThat(WhyView.of(rows, true, Sources.NONE).lines())
        .extracting(WhyView.Own::name)
        .containsExactly("B.c", "B.d", "No line of yours");
  }

  @Test
  void why_foldsWhatMadeHardlyAny() {
    var line = Samples.user("a.B", "c", 1);
    List<SiteStatistics> rows =
        List.of(
            Samples.row("long[]", line, 1, 1_000_000),
            Samples.row("A", line, 1, 16),
            Samples.row("B", line, 1, 16),
            Samples.row("C", line, 1, 16));
    assertThat(WhyView.of(rows, true, Sources.NONE).lines())
        .singleElement()
        .satisfies(
            own -> {
              assertThat(own.below()).hasSize(1);
              assertThat(own.minor())
                  .singleElement()
                  .returns("3 places below 0.1 % each", WhyView.Minor::summary);
            });
  }
}
