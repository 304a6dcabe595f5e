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

  private static void visit(IntConsumer cache) {
    for (int id = 0; id < USERS; id++) {
      cache.accept(id);
    }
  }
}
