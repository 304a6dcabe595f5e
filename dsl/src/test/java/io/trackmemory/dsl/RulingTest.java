package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.function.Supplier;
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
    assertThat(atMost(new Range(1, 5), RulingTest::noDoubt))
        .isEqualTo(new Ruling.Passed().measuring(new Measure(Unit.BYTES, 5, false, 1, 5)));
    assertThat(exactly(Range.exactly(5), RulingTest::noDoubt))
        .isEqualTo(new Ruling.Passed().measuring(new Measure(Unit.OBJECTS, 5, true, 5, 5)));
  }

  @Test
  void unknownFigure_makesItsCauseOnly() {
    assertThat(atMost(new Range(1, 6), () -> "why"))
        .isEqualTo(
            new Ruling.Uncertified("why", 5L).measuring(new Measure(Unit.BYTES, 5, false, 1, 6)));
    assertThat(exactly(new Range(1, 6), () -> "why"))
        .isEqualTo(
            new Ruling.Uncertified("why", 5L).measuring(new Measure(Unit.OBJECTS, 5, true, 1, 6)));
  }

  private static Ruling atMost(Range seen, Supplier<String> doubt) {
    return Ruling.atMost(Unit.BYTES, 5, seen, doubt, RulingTest::noMessage);
  }

  private static Ruling exactly(Range seen, Supplier<String> doubt) {
    return Ruling.exactly(Unit.OBJECTS, 5, seen, doubt, RulingTest::noMessage);
  }

  @Test
  void brokenLimit_makesItsMessageOnly() {
    assertThatThrownBy(() -> atMost(Range.exactly(6), RulingTest::noDoubt))
        .hasMessage("the message");
    assertThatThrownBy(() -> exactly(Range.exactly(4), RulingTest::noDoubt))
        .hasMessage("the message");
  }
}
