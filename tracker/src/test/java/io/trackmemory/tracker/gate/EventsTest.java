package io.trackmemory.tracker.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.gate.AccountView.Events;
import org.junit.jupiter.api.Test;

/** A copy of a ring that its thread goes on writing. */
class EventsTest {

  private static final long NOT_FOLLOWED = -1;
  private static final long ALIVE = -2;

  /* Three slots, five events ever: those of number 3, 4 and 2, in this order. */
  private static Events ring(long begun) {
    return new Events(
        3,
        5,
        () -> begun,
        10,
        new int[] {3, 4, 2},
        new long[] {30, 40, 20},
        new long[] {300, 400, 200},
        new double[] {3, 4, 2},
        new long[] {ALIVE, NOT_FOLLOWED, 7},
        NOT_FOLLOWED,
        ALIVE);
  }

  @Test
  void copy_whileNothingIsWritten_isWhole() {
    Events copy = ring(5).copy();
    assertThat(copy.stacks()).containsExactly(3, 4, 2);
    assertThat(copy.nanos()).containsExactly(30, 40, 20);
    assertThat(copy.bytes()).containsExactly(300, 400, 200);
    assertThat(copy.weights()).containsExactly(3, 4, 2);
    assertThat(copy.fates()).containsExactly(ALIVE, NOT_FOLLOWED, 7);
    assertThat(copy.lost()).isEqualTo(10);
    assertThat(copy.numberOf(2)).isEqualTo(2);
    assertThat(copy.numberOf(0)).isEqualTo(3);
    assertThat(copy.numberOf(1)).isEqualTo(4);
  }

  @Test
  void copy_leavesOutWhatIsOverwrittenMeanwhile() {
    Events copy = ring(6).copy();
    assertThat(copy.isThere(2, 100)).isFalse();
    assertThat(copy.isThere(0, 100)).isTrue();
    assertThat(copy.isThere(1, 100)).isTrue();
    assertThat(copy.lost()).isEqualTo(11);
    Events none = ring(100).copy();
    assertThat(none.isThere(0, 100) || none.isThere(1, 100) || none.isThere(2, 100)).isFalse();
    assertThat(none.lost()).isEqualTo(13);
  }

  @Test
  void isThere_ifItsStackIsKnown() {
    assertThat(ring(5).isThere(0, 4)).isTrue();
    assertThat(ring(5).isThere(1, 4)).isFalse();
  }

  @Test
  void copy_ofARingThatIsNotFull_isOfWhatThereIs() {
    Events some =
        new Events(
            9,
            1,
            () -> 1,
            0,
            new int[] {5, 0},
            new long[2],
            new long[2],
            new double[2],
            new long[2],
            NOT_FOLLOWED,
            ALIVE);
    assertThat(some.copy().stacks()).containsExactly(5);
    assertThat(some.copy().lost()).isZero();
    assertThat(some.copy().numberOf(0)).isZero();
  }
}
