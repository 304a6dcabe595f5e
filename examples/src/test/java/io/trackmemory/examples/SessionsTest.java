package io.trackmemory.examples;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.kib;

import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** A cache with and without a bound. */
@TrackMemory
class SessionsTest {

  private static final int USERS = 10 * Sessions.LIMIT;

  @Test
  void boundedCacheKeepsItsLimitAtMost() {
    assertThatMemory(() -> visit(Sessions::bounded))
        .afterWarmup(1)
        .afterEachRun(Sessions::evict)
        .hasLeakedBytesAtMost(kib(2L * Sessions.LIMIT));
  }

  @Test
  @NoLeaks
  @FailsOnPurpose(
      saying = {
        "Expecting the scope to leak no objects but it leaked",
        "held by io.trackmemory.examples.Sessions.UNBOUNDED",
        "1000 x io.trackmemory.examples.Sessions$Session",
        "static field of io.trackmemory.examples.Sessions",
        "<- first reference in your code"
      })
  void unboundedCacheKeepsNothing() {
    visit(Sessions::unbounded);
  }

  /**
   * Caffeine 3.2.2 puts an entry into its map, and then makes a task that tells the policy of it.
   * If there is no memory for that {@code AddTask}, the entry stays in the map and the policy never
   * evicts it: the cache keeps one more than its bound for ever.
   */
  @Test
  @FailsOnPurpose(
      saying = {
        "Expecting the action to survive allocation failures but the clean-up after it ended in",
        "101 sessions are kept, and the bound is 100 when allocation",
        "1 x com.github.benmanes.caffeine.cache.BoundedLocalCache$AddTask",
        "<- Sessions.bounded(Sessions.java:"
      })
  void boundHoldsWhenMemoryRunsOut() {
    assertThatMemory(() -> Sessions.bounded(USERS))
        .afterWarmup(3)
        .beforeEachRun(Sessions::forgetAll)
        .afterEachRun(SessionsTest::checkThatTheBoundHolds)
        .survivesAllocationFailures();
  }

  private static void checkThatTheBoundHolds() {
    for (int id = 0; id < 2 * Sessions.LIMIT; id++) {
      Sessions.bounded(id);
    }
    Sessions.evict();
    int kept = Sessions.kept();
    Sessions.forgetAll();
    if (kept > Sessions.LIMIT) {
      throw new IllegalStateException(
          kept + " sessions are kept, and the bound is " + Sessions.LIMIT);
    }
  }

  private static void visit(IntConsumer cache) {
    for (int id = 0; id < USERS; id++) {
      cache.accept(id);
    }
  }
}
