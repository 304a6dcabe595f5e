package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.heap.FullCollection;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When collections ran: which are told, what is told of them, and that telling is in no count. */
class CollectionMomentsTest {

  private static final int COLLECTIONS = 3;

  @BeforeAll
  static void loadWhatTheJvmTellsWith() {
    MemoryTracker.measure(CollectionMomentsTest::collect);
  }

  @SuppressWarnings("SystemGc") // collections are what is told
  private static void collect() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
  }

  /* Some collectors tell pauses and cycles in rows of their own. */
  private static List<CollectionMoment> asked(MemorySnapshot seen) {
    return seen.collections().moments().stream()
        .filter(moment -> moment.cause().equals("System.gc()"))
        .toList();
  }

  @Test
  void collections_ofTheProgram_haveMomentPauseAndCause() {
    long start = System.nanoTime();
    MemorySnapshot seen = MemoryTracker.measure(CollectionMomentsTest::collect);
    long millis = (System.nanoTime() - start) / 1_000_000 + 1;

    assertThat(asked(seen)).hasSizeGreaterThanOrEqualTo(COLLECTIONS);
    assertThat(asked(seen))
        .allSatisfy(
            moment -> {
              assertThat(moment.elapsedMillis()).isBetween(-1L, millis);
              assertThat(moment.elapsedMillis() + moment.tookMillis()).isBetween(0L, millis + 1);
              assertThat(moment.collector()).isIn(beans());
              assertThat(moment.forced()).isFalse();
            });
    assertThat(seen.collections().missing()).hasValue(0);
  }

  private static List<String> beans() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .toList();
  }

  @Test
  void collections_beforeAndAfter_areNotTold() {
    collect();
    MemorySnapshot seen = MemoryTracker.measure(() -> {});
    collect();

    assertThat(asked(seen)).isEmpty();
  }

  @Test
  void collections_forced_areToldApart() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              FullCollection.run();
              collect();
            });

    assertThat(asked(seen)).filteredOn(CollectionMoment::forced).isNotEmpty();
    assertThat(asked(seen))
        .filteredOn(moment -> !moment.forced())
        .hasSizeGreaterThanOrEqualTo(COLLECTIONS);
  }

  @Test
  void collections_ofAPart_areThoseBetweenItsCheckpoints() {
    MemorySnapshot seen;
    try (MemoryScope scope = MemoryTracker.open()) {
      collect();
      scope.checkpoint("second");
      seen = scope.snapshot();
    }

    assertThat(asked(seen.until("second"))).hasSizeGreaterThanOrEqualTo(COLLECTIONS);
    assertThat(asked(seen.since("second"))).isEmpty();
  }

  @Test
  void telling_isInNoCount() {
    MemorySnapshot mine = MemoryTracker.measure(CollectionMomentsTest::collect);
    MemorySnapshot all;
    try (MemoryScope scope = MemoryTracker.openForAllThreads()) {
      collect();
      all = scope.snapshot();
    }

    assertThat(mine.foreignThreads()).noneMatch(CollectionMomentsTest::tells);
    assertThat(all.threads()).noneMatch(CollectionMomentsTest::tells);
  }

  private static boolean tells(ThreadStatistics thread) {
    return thread.threadName().equals("Notification Thread");
  }
}
