package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tracking leaves of the JIT compiler's work, and what it does with many objects. */
class CostTest {

  private static final ThreadMXBean COUNTER =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private static final int OBJECTS = 1_000_000;

  record Point(int x, int y) {}

  private static long sum(int objects) {
    long sum = 0;
    for (int i = 0; i < objects; i++) {
      Point point = new Point(i, 1);
      sum += point.x() + point.y();
    }
    return sum;
  }

  private static long jvmBytesOfNonEscaping() {
    long before = COUNTER.getCurrentThreadAllocatedBytes();
    Made.sink = sum(OBJECTS);
    return COUNTER.getCurrentThreadAllocatedBytes() - before;
  }

  /* Compiled when compiled it is: in the background, so it is run until the objects are gone. */
  private static long fewestJvmBytes() {
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < 1000 && fewest > OBJECTS; i++) {
      fewest = Math.min(fewest, jvmBytesOfNonEscaping());
    }
    return fewest;
  }

  @Test
  void counting_leavesEscapeAnalysisAlone() {
    try (MemoryScope scope = Tracking.open(ScopeOptions.counting())) {
      assertThat(fewestJvmBytes()).isLessThan(OBJECTS);
      MemorySnapshot before = scope.snapshot();
      Made.sink = sum(OBJECTS);
      MemorySnapshot after = scope.snapshot();

      assertThat(points(after) - points(before)).isEqualTo(OBJECTS);
    }
  }

  @Test
  void followingEnded_leavesEscapeAnalysisAlone() {
    assertThat(points(MemoryTracker.measure(() -> Made.sink = sum(OBJECTS)))).isEqualTo(OBJECTS);
    try (MemoryScope scope = Tracking.open(ScopeOptions.counting())) {
      assertThat(fewestJvmBytes()).isLessThan(OBJECTS);
      assertThat(scope.snapshot().uncertified()).isEmpty();
    }
    assertThat(fewestJvmBytes()).isLessThan(OBJECTS);
  }

  private static long points(MemorySnapshot snapshot) {
    return snapshot.types().stream()
        .filter(type -> type.typeName().equals(Point.class.getName()))
        .mapToLong(TypeStatistics::count)
        .sum();
  }

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
