package io.trackmemory.tracker.hook;

import static io.trackmemory.tracker.hook.HookFixture.inThread;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each thread finds its own recorder. */
class RecordersTest {

  @RegisterExtension final HookFixture hook = new HookFixture();

  @Test
  void current_isMadeOnce_andPeekMakesNone() {
    AtomicReference<ThreadRecorder> mine = new AtomicReference<>();
    AtomicReference<ThreadRecorder> before = new AtomicReference<>();
    inThread(
        "new",
        () -> {
          before.set(Recorders.peek());
          mine.set(Recorders.current());
          assertThat(Recorders.peek()).isSameAs(HookFixture.got(mine));
          assertThat(Recorders.current()).isSameAs(HookFixture.got(mine));
        });
    assertThat(before.get()).isNull();
    assertThat(HookFixture.got(mine).owner.getName()).isEqualTo("new");
    assertThat(mine.get()).isNotSameAs(HookFixture.current());
    assertThat(HookFixture.got(mine).isCounting()).isTrue();
    assertThat(Recorders.all()).contains(mine.get(), HookFixture.current());
    Hook.threadEnds(HookFixture.got(mine).owner);
  }

  @Test
  void retired_makesRoomForAnother() {
    ThreadRecorder one = HookFixture.current();
    Recorders.retire(Thread.currentThread());
    assertThat(one.folded).isTrue();
    assertThat(Recorders.peek()).isNull();
    ThreadRecorder two = HookFixture.current();
    assertThat(two).isNotSameAs(one);
    assertThat(two.isCounting()).isTrue();
    assertThat(one.isOn()).isFalse();
  }

  @Test
  void firstEvent_thatFails_isTold_andTheNextTriesAgain() {
    AtomicReference<ThreadRecorder> first = new AtomicReference<>();
    AtomicReference<ThreadRecorder> left = new AtomicReference<>();
    AtomicReference<ThreadRecorder> next = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              first.set(Recorders.current());
              left.set(Recorders.peek());
              next.set(Recorders.current());
            });
    HandOver.assign(thread, HookFixture.scope());
    hook.onCpuReading(
        () -> {
          throw new OutOfMemoryError("in vain");
        });
    thread.start();
    HookFixture.join(thread);

    assertThat(first.get()).isNull();
    assertThat(hook.lost()).isEqualTo(1);
    assertThat(Recorders.lastLoss()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(left.get()).isNull();
    assertThat(HookFixture.got(next).isCounting()).isTrue();
    Hook.threadEnds(thread);
  }

  @Test
  void retire_ofAThreadWithoutOne_doesNothing() {
    HookFixture.current();
    int before = Recorders.all().size();
    Recorders.retire(new Thread());
    assertThat(Recorders.all()).hasSize(before);
    assertThat(hook.lost()).isZero();
  }
}
