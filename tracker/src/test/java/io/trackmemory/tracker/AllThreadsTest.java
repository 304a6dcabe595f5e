package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.scope.RecordedScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllThreadsTest {

  private static final List<Object> HELD = new ArrayList<>();

  /* Sums count it like the marker. */
  private static final class Kept {}

  private final ForeignThread other = ForeignThread.start();

  @AfterEach
  void stopOther() {
    other.close();
    HELD.clear();
  }

  @Test
  void whatOthersDoMeanwhile_counts_andSaysSo() {
    other.run(() -> Made.objects(1000));
    MemorySnapshot seen;
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      Made.objects(2);
      other.run(() -> Made.objects(30));
      seen = scope.snapshot();
    }
    other.run(() -> Made.objects(1000));

    assertThat(made(seen)).isEqualTo(32);
    assertThat(seen.allThreads()).isTrue();
    assertThat(seen.foreignCount()).isZero();
    assertThat(seen.uncertified()).isEmpty();
    assertThat(seen.sites())
        .filteredOn(row -> row.threadName().equals(ForeignThread.NAME) && row.count() == 30)
        .singleElement()
        .satisfies(row -> assertThat(row.ownThread()).isFalse());
    assertThat(MemoryTracker.measure(() -> {}).allThreads()).isFalse();
  }

  @Test
  void threadsThatEndMeanwhile_count_andTheirLeaksAreFound() {
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      other.run(
          () -> {
            for (int i = 0; i < 300; i++) {
              Thread shortOne = new Thread(() -> HELD.add(new Kept()));
              shortOne.start();
              join(shortOne);
            }
          });
      MemorySnapshot seen = scope.snapshot();

      assertThat(made(seen)).isEqualTo(300);
      assertThat(leakedMarkers(seen)).isEqualTo(300);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long made(MemorySnapshot seen) {
    return seen.types().stream()
        .filter(
            type ->
                type.typeName().equals(Kept.class.getName())
                    || type.typeName().equals(Made.class.getName()))
        .mapToLong(TypeStatistics::count)
        .sum();
  }

  private static long leakedMarkers(MemorySnapshot seen) {
    return seen.leaks().stream()
        .flatMap(leak -> leak.objects().stream())
        .filter(row -> row.typeName().equals(Kept.class.getName()))
        .mapToLong(SiteStatistics::count)
        .sum();
  }

  @Test
  void leaksOfOthers_onlyOfTheirPart() {
    other.run(() -> HELD.add(new Kept()));
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      other.run(() -> HELD.add(new Kept()));
      scope.checkpoint("first");
      other.run(
          () -> {
            HELD.add(new Kept());
            HELD.add(new Kept());
          });
      MemorySnapshot seen = scope.snapshot();

      assertThat(leakedMarkers(seen)).isEqualTo(3);
      assertThat(leakedMarkers(seen.until("first"))).isEqualTo(1);
      assertThat(leakedMarkers(seen.since("first"))).isEqualTo(2);
      assertThat(made(seen.since("first"))).isEqualTo(2);
    }
    other.run(() -> HELD.add(new Kept()));
    try (MemoryScope next = MemoryTracker.openForAllThreads()) {
      assertThat(leakedMarkers(next.snapshot())).isZero();
    }
  }

  @Test
  void ownLeaks_onlyOfTheirPart() {
    try (MemoryScope scope = MemoryTracker.open()) {
      HELD.add(new Kept());
      scope.checkpoint("first");
      HELD.add(new Kept());
      HELD.add(new Kept());
      MemorySnapshot seen = scope.snapshot();

      assertThat(leakedMarkers(seen)).isEqualTo(3);
      assertThat(leakedMarkers(seen.until("first"))).isEqualTo(1);
      assertThat(leakedMarkers(seen.since("first"))).isEqualTo(2);
    }
  }

  @Test
  void scopesOfOthers_arePartsOfIt() {
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      MemorySnapshot[] inner = new MemorySnapshot[1];
      other.run(
          () ->
              inner[0] =
                  MemoryTracker.measure(
                      () -> {
                        Made.objects(5);
                        HELD.add(new Kept());
                      }));
      MemorySnapshot seen = scope.snapshot();

      assertThat(made(inner[0])).isEqualTo(6);
      assertThat(made(seen)).isEqualTo(6);
      assertThat(leakedMarkers(seen)).isEqualTo(1);
      assertThat(seen.uncertified()).isEmpty();
    }
  }

  /* Started by a scope, by one inside it, or with a task of it, they work for nobody afterwards. */
  @Test
  void threadsThatAnEarlierScopeLeft_count_andTheirLeaksAreFound() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    List<ForeignThread> left = new ArrayList<>();
    RecordedScope earlier = (RecordedScope) MemoryTracker.open();
    left.add(ForeignThread.start());
    RecordedScope inner = (RecordedScope) MemoryTracker.open();
    left.add(ForeignThread.start());
    inner.finish(); // without waiting
    left.add(ForeignThread.servedBy(pool));
    left.forEach(each -> each.run(() -> Made.objects(5)));
    assertThat(made(earlier.snapshot())).isEqualTo(15);
    earlier.finish();
    assertThat(made(earlier.snapshot())).isEqualTo(15);

    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      left.forEach(each -> each.run(() -> Made.objects(1000)));
      left.forEach(each -> each.run(() -> HELD.add(new Kept())));
      MemorySnapshot seen = scope.snapshot();

      assertThat(made(seen)).isEqualTo(3 * 1001);
      assertThat(leakedMarkers(seen)).isEqualTo(3);
    }
    MemorySnapshot after = MemoryTracker.measure(() -> left.get(2).run(() -> Made.objects(70)));
    assertThat(made(after)).isZero();
    assertThat(after.foreignCount()).isGreaterThanOrEqualTo(70);
    pool.shutdownNow();
    left.get(0).close();
    left.get(1).close();
  }

  @Test
  void besideAScopeOfAnotherThread_cannotBeCertified() {
    MemoryScope[] beside = new MemoryScope[1];
    other.run(() -> beside[0] = MemoryTracker.open());
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      assertThat(scope.snapshot().uncertified())
          .hasValueSatisfying(
              cause ->
                  assertThat(cause)
                      .startsWith("a scope of all threads was opened beside one that was open")
                      .contains(ForeignThread.NAME));
    } finally {
      other.run(() -> beside[0].close());
    }
  }

  @Test
  void insideAnotherScope_theOuterOneSeesItsOwnWorkOnly() {
    try (MemoryScope outer = MemoryTracker.open()) {
      MemorySnapshot inner;
      try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
        Made.objects(1);
        other.run(() -> Made.objects(40));
        try (MemoryScope innermost = MemoryTracker.openForAllThreads()) {
          other.run(() -> HELD.add(new Kept()));
          assertThat(leakedMarkers(innermost.snapshot())).isEqualTo(1);
          assertThat(made(innermost.snapshot())).isEqualTo(1);
        }
        inner = scope.snapshot();
        assertThat(leakedMarkers(inner)).isEqualTo(1);
      }
      other.run(() -> Made.objects(1000));

      assertThat(made(inner)).isEqualTo(42);
      assertThat(made(outer.snapshot())).isEqualTo(1);
      assertThat(outer.snapshot().foreignCount()).isGreaterThanOrEqualTo(1041);
      assertThat(leakedMarkers(outer.snapshot())).isZero();
    }
  }
}
