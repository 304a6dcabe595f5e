package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a check comes to, and that nothing is made of a message that nobody reads. */
class RulingTest {

  private static String noDoubt() {
    throw new IllegalStateException("the doubt");
  }

  private static FailureMessage noMessage() {
    throw new IllegalStateException("the message");
  }

  @Test
  void keptLimit_makesNoMessage() {
    assertThat(Ruling.atMost(5, new Range(1, 5), RulingTest::noDoubt, RulingTest::noMessage))
        .isEqualTo(new Ruling.Passed());
    assertThat(Ruling.exactly(5, Range.exactly(5), RulingTest::noDoubt, RulingTest::noMessage))
        .isEqualTo(new Ruling.Passed());
  }

  @Test
  void unknownFigure_makesItsCauseOnly() {
    assertThat(Ruling.atMost(5, new Range(1, 6), () -> "why", RulingTest::noMessage))
        .isEqualTo(new Ruling.Uncertified("why", 5L));
    assertThat(Ruling.exactly(5, new Range(1, 6), () -> "why", RulingTest::noMessage))
        .isEqualTo(new Ruling.Uncertified("why", 5L));
  }

  @Test
  void brokenLimit_makesItsMessageOnly() {
    assertThatThrownBy(
            () -> Ruling.atMost(5, Range.exactly(6), RulingTest::noDoubt, RulingTest::noMessage))
        .hasMessage("the message");
    assertThatThrownBy(
            () -> Ruling.exactly(5, Range.exactly(4), RulingTest::noDoubt, RulingTest::noMessage))
        .hasMessage("the message");
  }
}
