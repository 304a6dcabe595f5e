package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.tracker.JvmInterval;
import io.trackmemory.tracker.JvmSnapshot;
import io.trackmemory.tracker.MemoryPressure;
import io.trackmemory.tracker.MemoryTracker;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The process as a whole, beside scopes and in none of their counts. */
class JvmTest {

  private static JvmSnapshot kept = MemoryTracker.jvm();
  private static String text = "";

  @Test
  void figures_areThoseOfThisJvm() {
    long startedBefore = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    JvmSnapshot jvm = MemoryTracker.jvm();
    long startedAfter = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();

    assertThat(jvm.heap().maxBytes()).hasValue(Runtime.getRuntime().maxMemory());
    assertThat(jvm.cpu().processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(jvm.threads().started()).isBetween(startedBefore, startedAfter);
    assertThat(jvm.memoryPressure()).isIn((Object[]) MemoryPressure.values());
    assertThat(jvm.toString())
        .contains("heap:", "metaspace:", "direct:", "process:", "gc:", "estimate:")
        .doesNotContain("-1");
  }

  @Test
  void startedThread_isSeen() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> await(end));
    JvmSnapshot before = MemoryTracker.jvm();
    thread.start();
    JvmSnapshot after = MemoryTracker.jvm();
    end.countDown();
    thread.join();

    assertThat(after.threads().started()).isGreaterThan(before.threads().started());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @SuppressWarnings("SystemGc") // what is looked at
  void collection_isSeen() {
    JvmSnapshot before = MemoryTracker.jvm();
    System.gc();
    JvmInterval between = MemoryTracker.jvm().since(before);

    assertThat(between.collections().orElseThrow()).isPositive();
    assertThat(MemoryTracker.jvm().gc().heapAfterLast()).isPresent();
  }

  @Test
  @NoAllocations
  @NoLeaks
  void reading_isNoWorkOfTheTest() {
    kept = MemoryTracker.jvm();
  }

  @Test
  void reading_isNoWorkOfTheAction() {
    assertThatMemory(() -> kept = MemoryTracker.jvm()).hasNoAllocations().hasNoLeaks();
    assertThatMemory(() -> text = MemoryTracker.jvm().toString()).hasNoAllocations().hasNoLeaks();
    assertThat(text).startsWith("JVM after ");
    assertThat(kept.uptimeMillis()).isPositive();
  }

  @Test
  void firstReading_withinScope_andBufferInJvmOfItsOwn() throws Exception {
    assertThat(Forked.run(List.of("-XX:+UseSerialGC", "-Xmx200m"), JvmMain.class))
        .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("first use 0"))
        .satisfies(lines -> assertThat(lines.get(1)).matches("heap 2\\d{8}"))
        .endsWith("buffers 1", "bytes 1048576", "capacity 1048576");
  }
}
