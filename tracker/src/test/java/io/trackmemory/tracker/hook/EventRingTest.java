package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventRingTest {

  private static EventRing ring(int max, int events) {
    EventRing ring = new EventRing(max);
    for (int i = 0; i < events; i++) {
      ring.add(i, 100 + i, 1_000 + i, i + 0.5);
    }
    return ring;
  }

  @Test
  void add_keepsAllOfAnEvent() {
    EventRing ring = ring(3, 2);
    assertThat(ring.add(7, 8, 9, 10.5)).isEqualTo(2);
    assertThat(ring.added).isEqualTo(3);
    assertThat(ring.getAsLong()).isEqualTo(3);
    assertThat(ring.stacks).containsExactly(0, 1, 7);
    assertThat(ring.nanos).containsExactly(100, 101, 8);
    assertThat(ring.bytes).containsExactly(1_000, 1_001, 9);
    assertThat(ring.weights).containsExactly(0.5, 1.5, 10.5);
    assertThat(ring.fates).containsOnly(EventRing.NOT_FOLLOWED);
    assertThat(ring.lost).isZero();
  }

  @Test
  void add_pastTheMaximum_takesThePlaceOfTheOldest() {
    EventRing ring = ring(3, 4);
    assertThat(ring.stacks).containsExactly(3, 1, 2);
    assertThat(ring.add(9, 0, 0, 1)).isEqualTo(4);
    assertThat(ring.stacks).containsExactly(3, 9, 2);
    assertThat(ring.added).isEqualTo(5);
  }

  @Test
  void add_growsBySteps_andKeepsWhatWasThere() {
    EventRing ring = ring(1_000, 64);
    assertThat(ring.stacks).hasSize(64);
    ring.setFate(0, EventRing.ALIVE);
    ring.add(64, 164, 1_064, 64.5);
    assertThat(ring.stacks).hasSize(128);
    EventRing all = ring(100, 100);
    assertThat(all.stacks).hasSize(100);
    assertThat(all.bytes).hasSize(100);
    for (int i = 0; i <= 64; i++) {
      assertThat(ring.stacks[i]).isEqualTo(i);
      assertThat(ring.nanos[i]).isEqualTo(100 + i);
      assertThat(ring.bytes[i]).isEqualTo(1_000 + i);
      assertThat(ring.weights[i]).isEqualTo(i + 0.5);
    }
    assertThat(ring.fates[0]).isEqualTo(EventRing.ALIVE);
  }

  @Test
  void add_withoutRoom_isLost() {
    EventRing ring = ring(0, 2);
    assertThat(ring.add(1, 2, 3, 4)).isEqualTo(-1);
    assertThat(ring.lost).isEqualTo(3);
    assertThat(ring.added).isZero();
  }

  @Test
  void setFate_isOfTheEventOnly_notOfTheOneInItsPlace() {
    EventRing ring = ring(3, 5);
    ring.setFate(1, 11);
    assertThat(ring.fates).containsOnly(EventRing.NOT_FOLLOWED);
    ring.setFate(2, 12);
    ring.setFate(4, 14);
    ring.setFate(-1, 9);
    assertThat(ring.fates).containsExactly(EventRing.NOT_FOLLOWED, 14, 12);
  }

  @Test
  void addAll_keepsOrderAndFates_andTellsTheShift() {
    EventRing sum = ring(10, 2);
    EventRing other = ring(10, 3);
    other.setFate(1, 77);
    assertThat(sum.addAll(other, new int[] {5, 6, 7})).isEqualTo(2);
    assertThat(Arrays.copyOf(sum.stacks, 5)).containsExactly(0, 1, 5, 6, 7);
    assertThat(Arrays.copyOf(sum.nanos, 5)).containsExactly(100, 101, 100, 101, 102);
    assertThat(Arrays.copyOf(sum.bytes, 5)).containsExactly(1_000, 1_001, 1_000, 1_001, 1_002);
    assertThat(Arrays.copyOf(sum.weights, 5)).containsExactly(0.5, 1.5, 0.5, 1.5, 2.5);
    assertThat(sum.fates[3]).isEqualTo(77);
    assertThat(sum.lost).isZero();
  }

  @Test
  void addAll_ofARingThatWentAround_countsWhatItLost() {
    EventRing sum = ring(10, 5);
    EventRing other = ring(3, 5);
    other.lost = 4;
    assertThat(sum.addAll(other, new int[] {0, 1, 2, 3, 4})).isEqualTo(3);
    assertThat(Arrays.copyOf(sum.stacks, 8)).containsExactly(0, 1, 2, 3, 4, 2, 3, 4);
    assertThat(sum.lost).isEqualTo(6);

    EventRing fresh = new EventRing(10);
    assertThat(fresh.addAll(other, new int[] {0, 1, 2, 3, 4})).isEqualTo(-1);
    assertThat(Arrays.copyOf(fresh.stacks, 3)).containsExactly(2, 3, 4);
    assertThat(ring(10, 2).addAll(other, new int[] {0, 1, 2, 3, 4})).isZero();
  }

  @Test
  void addAll_ofEventsWithoutAStack_losesThem_andGivesNoShift() {
    EventRing sum = new EventRing(10);
    assertThat(sum.addAll(ring(10, 3), new int[] {0, -1, 2})).isEqualTo(-1);
    assertThat(Arrays.copyOf(sum.stacks, 2)).containsExactly(0, 2);
    assertThat(sum.added).isEqualTo(2);
    assertThat(sum.lost).isEqualTo(1);
  }

  @Test
  void addAll_withoutRoom_losesAll() {
    EventRing none = new EventRing(0);
    assertThat(none.addAll(ring(10, 3), new int[] {0, 1, 2})).isEqualTo(-1);
    assertThat(none.lost).isEqualTo(3);
  }
}
