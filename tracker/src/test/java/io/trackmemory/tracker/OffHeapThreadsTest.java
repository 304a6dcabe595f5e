package io.trackmemory.tracker;

import static io.trackmemory.tracker.OffHeapTest.exactly;
import static io.trackmemory.tracker.OffHeapTest.highest;
import static io.trackmemory.tracker.OffHeapTest.leaked;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose native memory is, whichever thread takes it or gives it back. */
@Tag("slow")
@Tag("jdk")
class OffHeapThreadsTest {

  private static final int MIB = 1 << 20;

  private static final List<Object> HELD = new ArrayList<>();

  @AfterEach
  void letGo() {
    HELD.clear();
  }

  @Test
  void freedOnAnotherThread_isCreditedToWhoTookIt() throws Exception {
    OffHeapUnsafe.assumeAllowed();
    ExecutorService warm = Executors.newSingleThreadExecutor();
    try {
      warm.submit(() -> {}).get();
      MemorySnapshot seen =
          MemoryTracker.measure(
              () -> {
                long first = OffHeapUnsafe.allocate(3000);
                Thread thread = new Thread(() -> OffHeapUnsafe.free(first));
                thread.start();
                thread.join();
                long second = OffHeapUnsafe.allocate(2000);
                warm.submit(() -> OffHeapUnsafe.free(second)).get();
              });

      assertThat(highest(seen)).isEqualTo(exactly(3000));
      assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
    } finally {
      warm.shutdown();
    }
  }

  @Test
  void takenByHandedOverWork_counts_andOthersDoesNot() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    CountDownLatch begin = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    try {
      Future<?> foreign =
          pool.submit(
              () -> {
                begin.await();
                HELD.add(ByteBuffer.allocateDirect(7 * MIB));
                others.countDown();
                return null;
              });
      MemorySnapshot seen =
          MemoryTracker.measure(
              () -> {
                begin.countDown();
                others.await();
                HELD.add(pool.submit(() -> ByteBuffer.allocateDirect(MIB)).get());
              });
      foreign.get();

      assertThat(highest(seen)).isEqualTo(exactly(MIB));
      assertThat(seen.directLeakResult().leaks())
          .singleElement()
          .matches(leak -> leak.shallowBytes() == MIB)
          .matches(leak -> !leak.objects().get(0).ownThread());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void parallelScopes_seeTheirOwnOnly() throws Exception {
    OffHeapUnsafe.assumeAllowed();
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch all = new CountDownLatch(threads);
    try {
      List<Future<MemorySnapshot>> seen = new ArrayList<>();
      for (int i = 1; i <= threads; i++) {
        long bytes = 1000L * i;
        seen.add(
            pool.submit(
                () ->
                    MemoryTracker.measure(
                        () -> {
                          long address = OffHeapUnsafe.allocate(bytes);
                          all.countDown();
                          all.await();
                          OffHeapUnsafe.free(address);
                        })));
      }
      for (int i = 1; i <= threads; i++) {
        MemorySnapshot each = seen.get(i - 1).get();
        assertThat(highest(each)).isEqualTo(exactly(1000L * i));
        assertThat(each.directLeakResult()).isEqualTo(LeakResult.NONE);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void scopeOfAllThreads_seesEveryThread() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch begin = new CountDownLatch(1);
    try {
      Future<?> foreign =
          pool.submit(
              () -> {
                begin.await();
                return HELD.add(ByteBuffer.allocateDirect(4321));
              });
      try (MemoryScope all = MemoryTracker.openForAllThreads()) {
        begin.countDown();
        foreign.get();

        assertThat(highest(all.snapshot())).isEqualTo(exactly(4321));
        assertThat(leaked(all.snapshot())).isEqualTo(4321);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void manyTakenAndGivenBackByManyThreads_endAtNothing() {
    OffHeapUnsafe.assumeAllowed();
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              List<Thread> threads = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                Thread thread =
                    new Thread(
                        () -> {
                          for (int run = 0; run < 2000; run++) {
                            OffHeapUnsafe.free(OffHeapUnsafe.allocate(16));
                          }
                        });
                thread.start();
                threads.add(thread);
              }
              for (Thread thread : threads) {
                thread.join();
              }
            });

    assertThat(highest(seen).atMost()).isBetween(16L, 64L);
    assertThat(seen.directLeakResult()).isEqualTo(LeakResult.NONE);
  }
}
