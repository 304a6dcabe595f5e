package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.failureOf;
import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.dsl.MemoryAssert;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Code whose allocations fail one after the other. */
class AllocationFailuresTest {

  private static final ConcurrentHashMap<String, Object> MAP = new ConcurrentHashMap<>();
  private static final List<Object> LIST = new CopyOnWriteArrayList<>();

  private static volatile @Nullable Object kept;
  private static final AtomicInteger USED = new AtomicInteger();

  @BeforeEach
  void begin() {
    kept = null;
    Pool.reset();
    Cache.VALUES.clear();
    Runs.number = 0;
  }

  /** Lends what it has, and knows who has it. */
  private static final class Pool {
    static final Deque<int[]> FREE = new ArrayDeque<>();
    static final List<Object> BORROWED = new ArrayList<>();

    static void reset() {
      FREE.clear();
      BORROWED.clear();
      FREE.add(new int[4]);
      FREE.add(new int[4]);
    }

    static int[] take() {
      if (FREE.isEmpty()) {
        throw new IllegalStateException("the pool is empty");
      }
      return FREE.removeLast();
    }

    static void giveBack(int[] taken) {
      FREE.addLast(taken);
    }

    static void carelessly() {
      int[] taken = take();
      use(new byte[100]);
      use(new byte[50]);
      use(new byte[60]);
      giveBack(taken);
    }

    static void check() {
      if (FREE.size() < 2) {
        throw new IllegalStateException("not given back");
      }
    }

    static void carefully() {
      int[] taken = take();
      try {
        use(new byte[100]);
        use(List.of(new byte[100]));
      } finally {
        giveBack(taken);
      }
    }
  }

  private static final class Cache {
    static final Map<String, Object> VALUES = new HashMap<>();

    static void fill() {
      VALUES.put("a", new Object());
      use(new byte[24]);
      VALUES.clear();
    }
  }

  private static final class Wrapping {
    static void call() {
      try {
        use(new byte[1000]);
      } catch (OutOfMemoryError e) {
        throw new IllegalStateException("no room", e);
      }
    }
  }

  private static final class Runs {
    static int number;

    static void growing() {
      number++;
      for (int i = 0; i < number; i++) {
        use(new byte[8]);
      }
    }
  }

  private static final class Lazy {
    static final Object[] TABLE = {new Object(), new int[2]};
  }

  private static void build() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      text.append(i * 0.5);
    }
    use(text.toString());
  }

  private static void use(Object made) {
    USED.addAndGet(made.hashCode());
  }

  private static MemorySnapshot survives(ThrowingRunnable action) {
    assertThatMemory(action).survivesAllocationFailures();
    return MemoryTracker.measure(action);
  }

  @Test
  void carefulCode_passes() {
    survives(AllocationFailuresTest::build);
    survives(Pool::carefully);
    survives(
        () -> {
          synchronized (AllocationFailuresTest.class) {
            use(new ArrayList<>(List.of(1000, 2000)));
            use(new int[3][2]);
          }
        });
    survives(
        () -> {
          int number = Pool.FREE.size();
          Supplier<Object> supplier = () -> new Object[number];
          assertThat(supplier.get()).isNotNull();
        });
    survives(() -> {});
  }

  @Test
  void firstUse_neverFails() {
    AtomicInteger runs = new AtomicInteger();
    survives(
        () -> {
          runs.incrementAndGet();
          if (Lazy.TABLE.length != 2 || new Object[Lazy.TABLE.length].clone().length != 2) {
            throw new IllegalStateException("the class was not initialised");
          }
        });
    assertThat(runs).hasValue(2 + 2 + 1); // without a failure, with one, and to measure
  }

  @Test
  void locksOfTheJdk_stayAsTheyAre() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    survives(
        () -> {
          lock.lock();
          try {
            MAP.put("a", new Object());
            MAP.computeIfAbsent("b", key -> new int[key.length()]);
            LIST.add(new Object());
          } finally {
            lock.unlock();
            MAP.clear();
            LIST.clear();
          }
        });
    assertThat(lock.isLocked()).isFalse();
    FutureTask<Boolean> other = new FutureTask<>(lock::tryLock);
    Thread thread = new Thread(other);
    thread.start();
    assertThat(other.get()).isTrue();
  }

  @Test
  void onlyWhatIsInsideTheJdksLocks_cannotBeCertified() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(
                            () -> {
                              MAP.put("a", "b");
                              MAP.clear();
                            })
                        .afterWarmup(1)
                        .survivesAllocationFailures()))
        .isEqualTo(
            "Cannot certify survivesAllocationFailures() of the action: every allocation is made inside"
                + " java.util.concurrent, where none may fail; try a larger piece of code");
  }

  @Test
  void anotherException_fails() {
    assertThat(messageOf(() -> assertThatMemory(Wrapping::call).survivesAllocationFailures()))
        .isEqualTo(
            """
            Expecting the action to survive allocation failures but it ended in java.lang.IllegalStateException: no room when allocation 1 of 1 failed:
              1 x byte[]   1016 B   AllocationFailuresTest$Wrapping.call(AllocationFailuresTest.java:108)
            Thrown in AllocationFailuresTest$Wrapping.call(AllocationFailuresTest.java:110)
            Tried 1 of 1 allocations (seed 1)""");
    assertThat(failureOf(() -> assertThatMemory(Wrapping::call).survivesAllocationFailures()))
        .hasCauseInstanceOf(IllegalStateException.class)
        .cause()
        .cause()
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage(
            "TrackMemory lets allocation 1 of the action fail on purpose, byte[] in"
                + " AllocationFailuresTest$Wrapping.call(AllocationFailuresTest.java:108)");
  }

  @Test
  void whatIsLeftBehind_fails() {
    assertThat(
            messageOf(
                () -> assertThatMemory(Cache::fill).afterWarmup(1).survivesAllocationFailures()))
        .isEqualTo(
            """
            Expecting the action to survive allocation failures but it left 2 objects (48 B) behind when allocation 3 of 3 failed:
              held by io.trackmemory.acceptance.AllocationFailuresTest$Cache.VALUES (retains 48 B):
                1 x java.util.HashMap$Node     32 B   java.util.HashMap.newNode(HashMap.java:n) <- AllocationFailuresTest$Cache.fill(AllocationFailuresTest.java:99)
                1 x java.lang.Object           16 B   AllocationFailuresTest$Cache.fill(AllocationFailuresTest.java:99)
                from the root:
                  static field of io.trackmemory.acceptance.AllocationFailuresTest$Cache
                  io.trackmemory.acceptance.AllocationFailuresTest$Cache.static VALUES   <- first reference in your code
                  java.util.HashMap.table
                  java.util.HashMap$Node[][*]
                  java.util.HashMap$Node.value
                  java.lang.Object
                why: a static field lives as long as its class; one that is filled only once is filled by no later test
            Failed: byte[] of 40 B in AllocationFailuresTest$Cache.fill(AllocationFailuresTest.java:100)
            The action ended in that OutOfMemoryError
            Tried 3 of 3 allocations (seed 1)""");
  }

  @Test
  void whatIsLeftBehindAnyway_fails() {
    assertThat(
            messageOf(
                () -> assertThatMemory(() -> kept = new byte[8]).survivesAllocationFailures()))
        .isEqualTo(
            """
            Expecting the action to survive allocation failures but it left 1 object (24 B) behind where none failed:
              held by io.trackmemory.acceptance.AllocationFailuresTest.kept (retains 24 B):
                1 x byte[]     24 B   AllocationFailuresTest.whatIsLeftBehindAnyway_fails(AllocationFailuresTest.java:267)
                from the root:
                  static field of io.trackmemory.acceptance.AllocationFailuresTest
                  io.trackmemory.acceptance.AllocationFailuresTest.static kept   <- first reference in your code
                  byte[]
                why: a static field lives as long as its class; one that is filled only once is filled by no later test""");
  }

  @Test
  void whatIsNotGivenBack_failsTheRunThatMissesIt() {
    assertThat(messageOf(() -> assertThatMemory(Pool::carelessly).survivesAllocationFailures()))
        .isEqualTo(
            """
            Expecting the action to survive allocation failures but it ended in java.lang.IllegalStateException: the pool is empty before allocation 3 of 3 could fail, after the failures of those before it
            Thrown in AllocationFailuresTest$Pool.take(AllocationFailuresTest.java:61)
            Tried 2 of 3 allocations (seed 1)""");
  }

  @Test
  void cleanUpThatThrows_fails() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(Pool::carelessly)
                        .afterEachRun(Pool::check)
                        .survivesAllocationFailures()))
        .isEqualTo(
            """
            Expecting the action to survive allocation failures but the clean-up after it ended in java.lang.IllegalStateException: not given back when allocation 1 of 3 failed:
              1 x byte[]    120 B   AllocationFailuresTest$Pool.carelessly(AllocationFailuresTest.java:72)
            Tried 1 of 3 allocations (seed 1)""");
  }

  @Test
  void otherAllocationsEachTime_cannotBeCertified() {
    assertThat(messageOf(() -> assertThatMemory(Runs::growing).survivesAllocationFailures()))
        .isEqualTo(
            "Cannot certify survivesAllocationFailures() of the action: the action does not allocate the"
                + " same in each run: 1 object in the first run and 2 in the second (+1 x byte[] in"
                + " AllocationFailuresTest$Runs.growing(AllocationFailuresTest.java:121)); fill its"
                + " caches before with afterWarmup(1), or undo in afterEachRun(...) what a run changes");
    assertThatMemory(Runs::growing)
        .beforeEachRun(() -> Runs.number = 0)
        .survivesAllocationFailures();
  }

  @Test
  void exceptionWithoutAFailure_passesThrough() {
    IllegalStateException own = new IllegalStateException("always");
    assertThatThrownBy(
            () ->
                assertThatMemory(
                        () -> {
                          throw own;
                        })
                    .survivesAllocationFailures())
        .isSameAs(own);
  }

  @Test
  void handedOverWork_doesNotFail() {
    survives(
        () -> {
          Thread thread = new Thread(() -> use(new byte[8]), "other");
          thread.start();
          thread.join();
        });
  }

  @Test
  void otherChecksAndOptions() {
    assertThatMemory(Pool::carefully).survivesAllocationFailures().hasNoLeaks();
    MemoryAssert tried = assertThatMemory(Pool::carefully).survivesAllocationFailures();
    assertThatThrownBy(() -> tried.afterWarmup(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "afterWarmup must stand before the first check: the action is measured already");
    MemorySnapshot seen = MemoryTracker.measure(Pool::carefully);
    assertThatThrownBy(() -> assertThatMemory(seen).survivesAllocationFailures())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("survivesAllocationFailures needs an action: the snapshot is none");
    assertThat(seen.allocationCount()).isEqualTo(survives(Pool::carefully).allocationCount());
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(Pool::carefully).countingOnly().survivesAllocationFailures()))
        .isEqualTo(
            "Cannot certify survivesAllocationFailures() of the action: countingOnly() follows no object,"
                + " so that nothing is known of what a run leaves behind; leave it out");
  }

  @Tag("slow")
  @Tag("sweep")
  @Test
  void moreThanAThousand_areSampled() {
    AtomicInteger runs = new AtomicInteger();
    survives(
        () -> {
          runs.incrementAndGet();
          for (int i = 0; i < 3_000; i++) {
            use(new byte[8]);
          }
        });
    assertThat(runs).hasValue(2 + 1_000 + 1);
  }
}
