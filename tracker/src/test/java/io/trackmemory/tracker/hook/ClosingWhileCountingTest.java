package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One thread closes a scope while another counts for it. */
@Timeout(60)
class ClosingWhileCountingTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  private final ScopeLedger outer = HookFixture.scope();
  private final ScopeLedger inner = HookFixture.scope(outer);

  @Test
  void countsBeforeAndAfterTheClosing_areAllThere_once() {
    CountDownLatch counted = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Account> account = new AtomicReference<>();
    Thread worker =
        new Thread(
            () -> {
              ThreadRecorder recorder = HookFixture.recorder(Thread.currentThread(), 8);
              recorder.enter(inner, "work");
              account.set(recorder.account);
              recorder.count(1, 8);
              counted.countDown();
              HookFixture.await(closed);
              recorder.count(1, 8);
              recorder.leave("work");
            });
    worker.start();
    HookFixture.await(counted);
    inner.close(hook.recorder());
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(1L, 8L)));
    closed.countDown();
    HookFixture.join(worker);

    assertThat(outer.adopted).containsExactly(account.get());
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(2L, 16L)));
    outer.close(hook.recorder());
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(2L, 16L)));
  }

  @Test
  void allClosed_whoStillWorksForThem_countsForNobody() {
    ThreadRecorder started = HookFixture.recorder(Thread.currentThread(), 8);
    Recorders.adopt(started, inner);
    ThreadRecorder worker = HookFixture.recorder(Thread.currentThread(), 9);
    worker.enter(outer, "outer");
    worker.enter(inner, "inner");
    for (ThreadRecorder each : List.of(started, worker)) {
      each.count(1, 8);
    }
    inner.close(hook.recorder());
    for (ThreadRecorder each : List.of(started, worker)) {
      each.count(1, 8);
    }
    outer.close(hook.recorder());
    for (ThreadRecorder each : List.of(started, worker)) {
      each.count(1, 8);
      each.count(300, 8);
      assertThat(each.account).isSameAs(each.base);
      assertThat(counted(each.base)).isEqualTo(Map.of(1, List.of(1L, 8L), 300, List.of(1L, 8L)));
    }
    worker.leave("inner");
    worker.count(1, 8);
    assertThat(worker.account).isSameAs(worker.base);
    worker.leave("outer");
    worker.count(1, 8);

    assertThat(counted(worker.base)).containsEntry(1, List.of(3L, 24L));
    assertThat(worker.base.entered).isZero();
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(4L, 32L)));
  }

  /* The closing comes when the counters are about to be made. */
  @Test
  void closedWhileCountersAreMade_theyAreNotUsed() {
    ThreadRecorder worker = HookFixture.recorder(Thread.currentThread(), 8);
    worker.enter(outer, "work");
    hook.onReading(() -> outer.close(hook.recorder()));
    worker.count(1, 8);

    assertThat(counted(outer)).isEmpty();
    assertThat(counted(worker.base)).isEqualTo(Map.of(1, List.of(1L, 8L)));
    worker.leave("work");
    assertThat(worker.account).isSameAs(worker.base);
  }

  /* The closing comes after the account is in use and before the entering thread looks again. */
  @Test
  void closedWhileAThreadEnters_itWorksForTheScopeAround() {
    ThreadRecorder worker = HookFixture.recorder(Thread.currentThread(), 8);
    hook.onCpuReading(() -> inner.close(hook.recorder()));
    HandOver.enter(worker, inner, "work");
    worker.count(1, 8);

    assertThat(worker.account).isSameAs(outer.accountOf(worker));
    assertThat(inner.accountOf(worker).entered).isZero();
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(1L, 8L)));
    worker.leave("work");
    assertThat(worker.saved).isNull();
    assertThat(worker.account).isSameAs(worker.base);
  }

  @Test
  void enter_whereAllAreClosed_entersNone() {
    ThreadRecorder worker = hook.recorder();
    inner.close(worker);
    outer.close(worker);
    HandOver.enter(worker, inner, "work");
    assertThat(worker.account).isSameAs(worker.base);
    assertThat(worker.saved).isNull();
  }

  @Test
  void anotherThreadReads_neitherLessThanBefore_norLessThanWhatWasCountedBeforeItLeft() {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    Thread worker =
        new Thread(
            () -> {
              ThreadRecorder recorder = HookFixture.recorder(Thread.currentThread(), 8);
              recorder.enter(outer, "work");
              recorder.count(1, 0);
              first.countDown();
              HookFixture.await(seen);
              for (int site = 2; site < 10_000; site += 256) {
                recorder.count(site, 0);
              }
              recorder.leave("work");
            });
    worker.start();
    HookFixture.await(first);
    assertThat(counted(outer)).isEqualTo(Map.of(1, List.of(1L, 0L)));
    seen.countDown();
    HookFixture.join(worker);
    assertThat(counted(outer)).hasSize(1 + 40);
  }
}
