package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.hook.StackSamples.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stacks are the same where they are one object: as compiled, no other can be told to be. */
class StackTableTest {

  private final StackSamples samples = new StackSamples();
  private final Throwable stack = new Throwable();

  @Test
  void add_ofTheSameStack_addsItsFigures() {
    assertThat(samples.add(1, stack, 10, 2, 100, -1)).isZero();
    assertThat(samples.samples[0].cpuNanos).isEqualTo(-1);
    assertThat(samples.add(1, stack, 30, 4, 150, 7)).isZero();
    assertThat(samples.add(1, stack, 20, 1, 160, 5)).isZero();

    assertThat(samples.count).isEqualTo(1);
    Sample sample = samples.samples[0];
    assertThat(sample.stack).isSameAs(stack);
    assertThat(List.of(sample.taken, sample.minBytes, sample.maxBytes))
        .containsExactly(3L, 10L, 30L);
    assertThat(List.of(sample.firstNanos, sample.lastNanos, sample.cpuNanos))
        .containsExactly(100L, 160L, 12L);
    assertThat(sample.weight).isEqualTo(7);
    assertThat(sample.weightedBytes).isEqualTo(160);
  }

  @Test
  void add_ofTheSameStackAtAnotherSite_isAnother() {
    assertThat(samples.add(1, stack, 0, 1, 0, 0)).isZero();
    assertThat(samples.add(2, stack, 0, 1, 0, 0)).isEqualTo(1);
    assertThat(samples.add(1, new Throwable(), 0, 1, 0, 0)).isEqualTo(2);
  }

  @Test
  void many_areEachFoundAgain() {
    List<Throwable> stacks = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      stacks.add(new Throwable());
      assertThat(samples.add(3, stacks.get(i), i, 1, i, i)).isEqualTo(i);
    }
    for (int i = 0; i < 200; i++) {
      assertThat(samples.add(3, stacks.get(i), i, 1, i, i)).isEqualTo(i);
    }
    assertThat(samples.count).isEqualTo(200);
  }

  @Test
  void add_ofTooMany_isRefused_butKnownOnesAreNot() {
    samples.add(1, stack, 0, 1, 0, 0);
    samples.count = 20_000;
    assertThat(samples.add(2, stack, 0, 1, 0, 0)).isEqualTo(-1);
    assertThat(samples.add(1, stack, 0, 1, 0, 0)).isZero();
    assertThat(samples.count).isEqualTo(20_000);
    StackSamples other = new StackSamples();
    other.add(5, stack, 0, 1, 0, 0);
    other.add(1, stack, 0, 1, 0, 0);
    assertThat(samples.addAll(other)).containsExactly(-1, 0);
    assertThat(samples.samples[0].taken).isEqualTo(3);
  }

  @Test
  void addAll_addsFigures_andTellsTheIndexes() {
    samples.add(9, stack, 0, 1, 0, 0);
    samples.add(1, stack, 10, 2, 100, 5);
    StackSamples other = new StackSamples();
    other.add(1, stack, 4, 1, 50, -1);
    other.add(1, stack, 40, 1, 300, -1);
    Throwable unknown = new Throwable();
    other.add(2, unknown, 7, 3, 60, 8);
    other.add(2, unknown, 9, 3, 70, -1);

    assertThat(samples.addAll(other)).containsExactly(1, 2);
    assertThat(samples.count).isEqualTo(3);
    Sample known = samples.samples[1];
    assertThat(List.of(known.taken, known.minBytes, known.maxBytes)).containsExactly(3L, 4L, 40L);
    assertThat(List.of(known.firstNanos, known.lastNanos, known.cpuNanos))
        .containsExactly(50L, 300L, 5L);
    assertThat(known.weight).isEqualTo(4);
    assertThat(known.weightedBytes).isEqualTo(64);
    Sample added = samples.samples[2];
    assertThat(added).isNotSameAs(other.samples[1]);
    assertThat(List.of(added.taken, added.minBytes, added.maxBytes)).containsExactly(2L, 7L, 9L);
    assertThat(List.of(added.firstNanos, added.lastNanos, added.cpuNanos))
        .containsExactly(60L, 70L, 8L);
    assertThat(samples.add(2, unknown, 0, 1, 0, 0)).isEqualTo(2);
  }
}
