package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.MemoryTracker;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PendingAssertsTest {

  private final PendingAsserts asserts = new PendingAsserts();

  @Test
  void begin_isPendingUntilUsed() {
    Runnable first = asserts.begin(() -> "first");
    asserts.begin(() -> "second");
    assertThat(asserts.messages()).containsExactly("first", "second");
    first.run();
    assertThat(asserts.messages()).containsExactly("second");
  }

  @Test
  void begin_usedTwice_countsOnce() {
    Runnable first = asserts.begin(() -> "same line");
    asserts.begin(() -> "same line");
    asserts.begin(() -> "same line");
    assertThat(asserts.messages()).containsExactly("same line (3 times)");
    first.run();
    first.run();
    assertThat(asserts.messages()).containsExactly("same line (2 times)");
  }

  @Test
  void begin_ofNobody_asksForNoMessage() {
    PendingAsserts.NONE
        .begin(
            () -> {
              throw new AssertionError("was asked");
            })
        .run();
    assertThat(PendingAsserts.NONE.messages()).isEmpty();
  }

  @Test
  void beginAssert_reachesTheScopeFromScopesWithinAndThreads() throws InterruptedException {
    var options =
        new ScopeOptions(
            false, false, false, Settings.ofSystemProperties(), Optional::empty, asserts);
    var scope = Tracking.DOOR.open(options);
    try {
      AtomicReference<Runnable> used = new AtomicReference<>(() -> {});
      MemoryTracker.measure(() -> used.set(Tracking.beginAssert(() -> "inner")));
      Thread thread = new Thread(() -> Tracking.beginAssert(() -> "on a thread"));
      thread.start();
      thread.join();
      assertThat(Tracking.DOOR.pendingAsserts(scope)).containsExactly("inner", "on a thread");
      Objects.requireNonNull(used.get()).run();
      assertThat(Tracking.DOOR.pendingAsserts(scope)).containsExactly("on a thread");
    } finally {
      scope.close();
    }
    Tracking.beginAssert(() -> "after it");
    assertThat(Tracking.DOOR.pendingAsserts(scope)).containsExactly("on a thread");
  }
}
