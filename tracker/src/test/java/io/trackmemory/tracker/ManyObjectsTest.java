package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tracker does with many objects. */
class ManyObjectsTest {

  @Test
  void manyShortLived_stayCertified() {
    MemorySnapshot seen = MemoryTracker.measure(() -> Made.objects(10_000_000));
    Made.sink = null;

    assertThat(seen.allocationCount()).isEqualTo(10_000_000);
    assertThat(seen.allocatedBytes()).isEqualTo(160_000_000);
    assertThat(seen.uncertified()).isEmpty();
    assertThat(seen.omissions().unfollowedCount()).isZero();
    assertThat(seen.leakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void moreLiveThanFollowed_leaksCannotBeTold_countsCan() {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "1000");
    List<Object> held = new ArrayList<>(200_000);
    MemorySnapshot seen =
        Tracking.measure(
            new ScopeOptions(true, settings, Optional.empty()),
            () -> {
              for (int i = 0; i < 200_000; i++) {
                held.add(new Object());
              }
            });

    assertThat(seen.allocationCount()).isEqualTo(200_000);
    assertThat(seen.uncertified()).isEmpty();
    assertThat(seen.omissions().unfollowedCount()).isPositive();
    assertThat(seen.leakResult().uncertified().orElse(""))
        .isEqualTo(
            "more objects were alive at once than are followed; raise trackmemory.live.max above"
                + " 1000");
    assertThat(held).hasSize(200_000);
  }

  @Test
  void fewerLiveThanFollowed_manyDead_leaksCanBeTold() {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "1000");
    MemorySnapshot seen =
        Tracking.measure(
            new ScopeOptions(true, settings, Optional.empty()),
            () -> {
              Object[] ring = new Object[900];
              for (int i = 0; i < 100_000; i++) {
                ring[i % 900] = new Object();
              }
              Made.sink = ring;
            });
    Made.sink = null;

    assertThat(seen.omissions().unfollowedCount()).isZero();
    assertThat(seen.leakResult()).isEqualTo(LeakResult.NONE);
  }

  @Test
  void startedThread_isNotHeld() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Thread thread = new Thread(() -> Made.objects(10));
              thread.start();
              thread.join();
            });
    Made.sink = null;

    assertThat(seen.leakResult()).isEqualTo(LeakResult.NONE);
  }
}
