package io.trackmemory.tracker.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.jvm.CollectionCounts;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Time at work, by a clock of its own; each tick is a collection too. */
class ActiveTimeTest {

  private long now;
  private final ActiveTime time = new ActiveTime(() -> now, this::collections);

  private CollectionCounts collections() {
    return new CollectionCounts(OptionalLong.of(now), OptionalLong.of(2 * now));
  }

  @Test
  void spent_nobodyAtWork_isNothing() {
    now = 5;
    assertThat(time.spent()).isEqualTo(ActiveTime.Spent.NOTHING);
  }

  @Test
  void spent_atWorkTwice_isTheSum() {
    time.begin();
    now = 3;
    time.end();
    now = 10;
    time.begin();
    now = 14;

    assertThat(time.spent())
        .isEqualTo(
            new ActiveTime.Spent(7, new CollectionCounts(OptionalLong.of(7), OptionalLong.of(14))));
  }

  @Test
  void spent_twoThreadsAtOnce_countsTheTimeOnce() {
    time.begin();
    now = 2;
    time.begin();
    now = 5;
    time.end();
    now = 6;
    time.end();
    now = 9;

    assertThat(time.spent().nanos()).isEqualTo(6);
  }

  @Test
  void spent_paused_doesNotCount() {
    time.begin();
    now = 2;
    time.pause(true);
    now = 5;
    time.pause(false);
    now = 6;

    assertThat(time.spent().nanos()).isEqualTo(3);
  }
}
