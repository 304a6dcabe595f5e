package io.trackmemory.tracker.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReferenceQueuesTest {

  private static final Cleaner CLEANER = Cleaner.create();

  @RepeatedTest(20)
  void await_returnsAfterTheCleanUp() {
    AtomicInteger cleaned = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      CLEANER.register(new Object(), cleaned::incrementAndGet);
    }

    ReferenceQueues queues = ReferenceQueues.watch();
    assertThat(FullCollection.run()).isTrue();
    queues.await(Duration.ofMinutes(1));

    assertThat(cleaned).hasValue(100);
  }

  @Test
  void await_cleanUpThatDoesNotEnd_givesUp() {
    CountDownLatch release = new CountDownLatch(1);
    Cleaner cleaner = Cleaner.create();
    cleaner.register(new Object(), () -> awaitUninterruptibly(release));

    ReferenceQueues queues = ReferenceQueues.watch();
    assertThat(FullCollection.run()).isTrue();
    queues.await(Duration.ofMillis(50));

    assertThat(release.getCount()).isEqualTo(1);
    release.countDown();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
