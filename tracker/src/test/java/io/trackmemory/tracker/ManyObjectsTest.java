package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the tracker does with many objects. */
@Tag("slow")
class ManyObjectsTest {

  private static final List<Object> HELD = new ArrayList<>(300_000);
  private static final long BYTES =
      IntStream.range(0, 200_000).mapToLong(i -> (16L + i % 100 + 7) / 8 * 8).sum();

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
  void moreLiveThanFollowed_sampled_withinItsError() {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "1000");
    MemorySnapshot seen =
        Tracking.DOOR.measure(
            ScopeOptions.following().with(settings),
            () -> {
              for (int i = 0; i < 200_000; i++) {
                HELD.add(new byte[i % 100]);
              }
            });

    assertThat(seen.allocationCount()).isGreaterThanOrEqualTo(200_000);
    assertThat(seen.uncertified()).isEmpty();
    assertThat(seen.omissions().unfollowedCount()).isBetween(196_000L, 200_100L);
    LeakResult result = seen.leakResult();
    assertThat(result.uncertified()).isEmpty();
    LeakResult.Estimate estimate = result.estimate().orElseThrow();
    assertThat(estimate.oneIn()).isBetween(50, 1024);
    assertThat(estimate.count()).isCloseTo(200_000, within(5 * estimate.countError()));
    assertThat(estimate.countError()).isBetween(3_000.0, 20_000.0);
    assertThat(estimate.bytes()).isCloseTo((double) BYTES, within(5 * estimate.bytesError()));
    assertThat(result.leaks())
        .singleElement()
        .satisfies(leak -> assertThat(leak.objectCount()).isLessThan(4_001));
    assertThatThrownBy(seen::leaks)
        .isInstanceOf(CannotCertifyException.class)
        .hasMessageContaining("by a sample of 1 in " + estimate.oneIn());
    HELD.clear();
  }

  @Test
  void moreLiveThanFollowed_thenReleased_cannotBeToldEither() {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "100");
    MemorySnapshot seen =
        Tracking.DOOR.measure(
            ScopeOptions.following().with(settings),
            () -> {
              for (int i = 0; i < 5_000; i++) {
                HELD.add(new Object());
              }
              HELD.clear();
            });

    assertThat(seen.leakResult().estimate().orElseThrow().count()).isZero();
    assertThatThrownBy(seen::leaks).isInstanceOf(CannotCertifyException.class);
  }

  @Test
  void manyThreads_eachWithMoreThanFollowed_sampledAlike() throws Exception {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "500");
    MemorySnapshot seen =
        Tracking.DOOR.measure(
            ScopeOptions.following().with(settings),
            () -> {
              for (int i = 0; i < 300; i++) {
                Thread thread = new Thread(() -> hold(200));
                thread.start();
                thread.join();
              }
            });

    LeakResult.Estimate estimate = seen.leakResult().estimate().orElseThrow();
    assertThat(estimate.count()).isCloseTo(60_000, within(5 * estimate.countError()));
    HELD.clear();
  }

  private static void hold(int count) {
    for (int i = 0; i < count; i++) {
      HELD.add(new Object());
    }
  }

  @Test
  void fewerLiveThanFollowed_manyDead_leaksCanBeTold() {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "1000");
    MemorySnapshot seen =
        Tracking.DOOR.measure(
            ScopeOptions.following().with(settings),
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
