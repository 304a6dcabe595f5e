package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.report.IndexEntry.Unit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedFigureTest {

  private static final long NO_MOST = Long.MAX_VALUE;

  private static ComparedFigure figure(Bounds before, Bounds after, String tolerance) {
    return ComparedFigure.of(
        Unit.BYTES, Optional.of(before), Optional.of(after), false, Slack.parse(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 101, 0, WORSE",
    "100, 99, 0, BETTER",
    "100, 100, 0, SAME",
    "100, 105, 5%, SAME",
    "100, 106, 5%, WORSE",
    "100, 95, 5%, SAME",
    "100, 94, 5 %, BETTER",
    "1000, 1005, 0.5%, SAME",
    "1000, 1006, 0.5%, WORSE",
    "0, 1, 50%, WORSE",
    "9223372036854775806, 9223372036854775807, 100, SAME"
  })
  void exact_moreIsWorse_beyondTheTolerance(
      long before, long after, String tolerance, Change change) {
    ComparedFigure figure = figure(Bounds.exactly(before), Bounds.exactly(after), tolerance);
    assertThat(figure.change()).isEqualTo(change);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, 21, 30, WORSE",
    "10, 20, 5, 9, BETTER",
    "10, 20, 10, 20, SAME",
    "10, 20, 15, 30, CHANGED",
    "10, 20, 20, 20, CHANGED",
    "10, 9223372036854775807, 500, 600, CHANGED",
    "10, 20, 21, 9223372036854775807, WORSE"
  })
  void bounds_onlyWhatIsCertainIsWorseOrBetter(
      long least, long most, long leastAfter, long mostAfter, Change change) {
    ComparedFigure figure = figure(new Bounds(least, most), new Bounds(leastAfter, mostAfter), "0");
    assertThat(figure.change()).isEqualTo(change);
    assertThat(figure.more()).isEmpty();
  }

  @Test
  void texts_exact_sayBothAndTheDifference() {
    ComparedFigure figure = figure(Bounds.exactly(1_000), Bounds.exactly(1_500), "0");
    assertThat(figure.beforeText()).isEqualTo("1,000 B");
    assertThat(figure.afterText()).isEqualTo("1.5 KiB (1,500 B)");
    assertThat(figure.moreText()).isEqualTo("+500 B (+50.0 %)");
  }

  @Test
  void texts_bounds_sayNoDifference() {
    ComparedFigure figure = figure(new Bounds(10, 20), new Bounds(30, NO_MOST), "0");
    assertThat(figure.beforeText()).isEqualTo("10 B to 20 B");
    assertThat(figure.afterText()).isEqualTo("at least 30 B");
    assertThat(figure.moreText()).isEqualTo("n/a");
  }

  @Test
  void unknownNow_isAChange_andNeverZero() {
    ComparedFigure figure =
        ComparedFigure.of(
            Unit.OBJECTS, Optional.of(Bounds.exactly(3)), Optional.empty(), false, Slack.NONE);
    assertThat(figure.change()).isEqualTo(Change.CHANGED);
    assertThat(figure.afterText()).isEqualTo("n/a");
    assertThat(figure.moreText()).isEqualTo("n/a");
  }

  @Test
  void estimated_isNeitherWorseNorBetter() {
    ComparedFigure figure =
        ComparedFigure.of(
            Unit.OBJECTS,
            Optional.of(Bounds.exactly(3)),
            Optional.of(Bounds.exactly(300)),
            true,
            Slack.NONE);
    assertThat(figure.change()).isEqualTo(Change.CHANGED);
    assertThat(figure.afterText()).isEqualTo("about 300 objects");
  }

  @Test
  void incomparable_isSame_andTellsNoDifference() {
    ComparedFigure figure = figure(Bounds.exactly(16), Bounds.exactly(24), "0").incomparable();
    assertThat(figure.change()).isEqualTo(Change.SAME);
    assertThat(figure.moreText()).isEqualTo("n/a");
  }

  @ParameterizedTest
  @CsvSource({"0.5, +50.0 %", "-0.25, -25.0 %", "0.0001, +< 0.1 %", "12.5, '+1,250 %'"})
  void percent_isNeverCalledNothing(double share, String text) {
    assertThat(ComparedFigure.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a lot", "-5%", "5 KiB", "1e3", "5%%", "99999999999999999999%"})
  void tolerance_ofAnotherForm_namesValueAndForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slack.parse(text))
        .withMessage(
            "a tolerance must be a share in percent, such as 5% or 0.5%: \"" + text + "\"");
  }
}
