package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.DelayKt;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What libraries run in threads of their own is work of who gave it to them, cold and warm. Long,
 * as each library has its own ways to be given work, and all are asked the same.
 */
@Timeout(60)
@Tag("slow")
@Tag("jdk")
class FollowingLibrariesTest {

  private static final List<Object> KEPT = new ArrayList<>();

  static final class Marker {
    static volatile Object last = "";

    static void make(int count) {
      for (int i = 0; i < count; i++) {
        last = new Marker();
      }
    }

    static void hundred() {
      make(100);
    }
  }

  private static void assertMarkers(int count, ThrowingRunnable action) {
    assertMarkers(MemoryTracker.measure(action), count);
  }

  private static void assertMarkers(MemorySnapshot seen, int count) {
    assertThatMemory(seen).allocations().ofType(Marker.class).hasCount(count);
    assertThat(seen.unfinishedWork()).isEmpty();
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
  }

  enum Loops {
    DEFAULT,
    NIO;

    EventLoopGroup open() {
      return this == NIO ? new NioEventLoopGroup(1) : new DefaultEventLoopGroup(1);
    }
  }

  private static void close(EventLoopGroup group) throws Exception {
    group.shutdownGracefully(0, 1, TimeUnit.MINUTES).get();
  }

  /* One made by this action, once: its thread is started then, by the first of three scopes. */
  private static void perform(EventLoopGroup group) throws Exception {
    group.submit(() -> Marker.make(1)).get();
    group.next().execute(Marker::hundred); // shared, and handed over
    group.schedule(() -> Marker.make(2), 5, TimeUnit.MILLISECONDS).get();
    CountDownLatch told = new CountDownLatch(1);
    group
        .submit(() -> "done")
        .addListener(
            done -> {
              Marker.make(4);
              told.countDown();
            });
    await(told);
  }

  @ParameterizedTest
  @EnumSource
  void nettysLoops_areFollowed_coldAndWarm(Loops kind) throws Exception {
    EventLoopGroup group = kind.open();
    try {
      for (int i = 0; i < 3; i++) {
        assertMarkers(107, () -> perform(group));
        perform(group);
      }
      assertThatMemory(() -> group.submit(() -> KEPT.add(new Marker())).get())
          .allocations()
          .ofType(Marker.class)
          .hasCount(1);
      assertThat(MemoryTracker.measure(() -> group.submit(() -> KEPT.add(new Marker())).get()))
          .satisfies(seen -> assertThat(seen.leaks()).hasSize(1));
    } finally {
      KEPT.clear();
      close(group);
    }
  }

  /* A loop that a scope made does its work, not that of others, and binds nothing later. */
  @Test
  void testsBesideEachOther_seeTheirOwn_onOneLoop() throws Exception {
    EventLoopGroup group = Loops.NIO.open();
    CyclicBarrier together = new CyclicBarrier(2);
    try {
      List<MemorySnapshot> seen =
          besideEachOther(
              2,
              number -> {
                together.await();
                for (int i = 0; i < 20; i++) {
                  group.submit(() -> Marker.make(number)).get();
                  group.execute(() -> Marker.make(10 * number));
                }
                together.await();
                group.submit(() -> {}).get();
              });
      assertMarkers(seen.get(0), 220);
      assertMarkers(seen.get(1), 440);
    } finally {
      close(group);
    }
  }

  private interface Action {
    void perform(int number) throws Exception;
  }

  private static List<MemorySnapshot> besideEachOther(int threads, Action action) throws Exception {
    MemorySnapshot[] seen = new MemorySnapshot[threads];
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i + 1;
      Thread thread =
          new Thread(() -> seen[number - 1] = MemoryTracker.measure(() -> action.perform(number)));
      started.add(thread);
      thread.start();
    }
    for (Thread thread : started) {
      thread.join();
    }
    return List.of(seen);
  }

  @Test
  void nettysTimer_isFollowed_andItsThreadNotWaitedFor() throws Exception {
    HashedWheelTimer[] timer = new HashedWheelTimer[1];
    for (int i = 0; i < 3; i++) {
      assertMarkers(
          5,
          () -> {
            if (timer[0] == null) {
              timer[0] = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);
            }
            CountDownLatch done = new CountDownLatch(1);
            timer[0].newTimeout(
                timeout -> {
                  Marker.make(5);
                  done.countDown();
                },
                2,
                TimeUnit.MILLISECONDS);
            await(done);
          });
    }
    timer[0].stop();
  }

  @Test
  void workGivenToALoop_isWaitedFor() throws Exception {
    EventLoopGroup group = Loops.DEFAULT.open();
    try {
      for (int i = 0; i < 2; i++) {
        assertMarkers(
            3,
            () ->
                group.execute(
                    () -> {
                      pause();
                      Marker.make(3);
                    }));
      }
    } finally {
      close(group);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nettysLoop_isSeenOnAllThreads_whoeverStartedIt() throws Exception {
    EventLoopGroup group = Loops.DEFAULT.open();
    try {
      assertMarkers(1, () -> group.submit(() -> Marker.make(1)).get());
      assertThatMemory(() -> group.submit(() -> Marker.make(6)).get())
          .onAllThreads()
          .allocations()
          .ofType(Marker.class)
          .hasCount(6);
    } finally {
      close(group);
    }
  }

  @Test
  void wrapped_belongsToTheScope() throws Exception {
    EventLoopGroup group = Loops.DEFAULT.open();
    try (MemoryScope scope = MemoryTracker.open()) {
      group.submit(scope.wrap((Runnable) () -> Marker.make(3))).get();
      CountDownLatch done = new CountDownLatch(1);
      scope
          .wrap(group)
          .execute(
              () -> {
                Marker.make(4);
                done.countDown();
              });
      await(done);
      assertThatMemory(scope.snapshot()).allocations().ofType(Marker.class).hasCount(7);
    } finally {
      close(group);
    }
  }

  enum ReactorScheduler {
    SINGLE,
    PARALLEL,
    BOUNDED_ELASTIC,
    OF_EXECUTOR,
    OF_EVENT_LOOP,
    IMMEDIATE;

    Scheduler make(ExecutorService executor, EventLoopGroup loops) {
      return switch (this) {
        case SINGLE -> Schedulers.newSingle("single", true);
        case PARALLEL -> Schedulers.newParallel("parallel", 2, true);
        case BOUNDED_ELASTIC -> Schedulers.newBoundedElastic(2, 100, "elastic");
        case OF_EXECUTOR -> Schedulers.fromExecutorService(executor);
        case OF_EVENT_LOOP -> Schedulers.fromExecutor(loops);
        case IMMEDIATE -> Schedulers.immediate();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void reactorsSchedulers_areFollowed_coldAndWarm(ReactorScheduler kind) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    EventLoopGroup loops = Loops.DEFAULT.open();
    Scheduler scheduler = kind.make(executor, loops);
    try {
      for (int i = 0; i < 3; i++) {
        assertMarkers(
            23,
            () -> {
              Mono.fromRunnable(() -> Marker.make(2)).subscribeOn(scheduler).block();
              Flux.range(0, 10)
                  .publishOn(scheduler)
                  .doOnNext(each -> Marker.make(1))
                  .subscribeOn(scheduler)
                  .doOnNext(each -> Marker.make(1))
                  .blockLast();
              Mono.delay(Duration.ofMillis(1)).doOnNext(each -> Marker.make(1)).block();
            });
        Mono.fromRunnable(() -> Marker.make(500)).subscribeOn(scheduler).block();
      }
    } finally {
      scheduler.dispose();
      executor.shutdown();
      close(loops);
    }
  }

  enum KotlinDispatcher {
    DEFAULT,
    IO,
    UNCONFINED,
    OF_EXECUTOR;

    CoroutineDispatcher get() {
      return switch (this) {
        case DEFAULT -> Dispatchers.getDefault();
        case IO -> Dispatchers.getIO();
        case UNCONFINED -> Dispatchers.getUnconfined();
        case OF_EXECUTOR -> ExecutorsKt.from(EXECUTOR);
      };
    }

    CoroutineContext context() {
      return (CoroutineContext) get();
    }
  }

  private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor();

  @AfterAll
  static void stop() {
    EXECUTOR.shutdown();
  }

  /* Suspends, and is resumed by the dispatcher's timer. */
  @SuppressWarnings("unchecked")
  private static Object makesAndWaits(int markers, Continuation<?> continuation) {
    Marker.make(markers);
    return DelayKt.delay(1, (Continuation<? super Unit>) continuation);
  }

  private static void runCoroutines(CoroutineContext context) throws InterruptedException {
    Function2<CoroutineScope, Continuation<? super Object>, Object> all =
        (scope, continuation) -> {
          Deferred<Object> first =
              BuildersKt.async(
                  scope, context, CoroutineStart.DEFAULT, (s, c) -> makesAndWaits(40, c));
          BuildersKt.launch(
              scope,
              context,
              CoroutineStart.DEFAULT,
              (s, c) -> {
                Marker.make(2);
                return Unit.INSTANCE;
              });
          return first.await(continuation);
        };
    BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, all);
  }

  @ParameterizedTest
  @EnumSource
  void kotlinsCoroutines_areFollowed_coldAndWarm(KotlinDispatcher kind) throws Exception {
    for (int i = 0; i < 3; i++) {
      assertMarkers(42, () -> runCoroutines(kind.context()));
      runCoroutines(kind.context());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNCONFINED") // which takes no tasks
  void kotlinsDispatchers_areFollowed(KotlinDispatcher kind) throws Exception {
    CoroutineDispatcher dispatcher = kind.get();
    for (int i = 0; i < 2; i++) {
      assertMarkers(
          105,
          () -> {
            CountDownLatch done = new CountDownLatch(1);
            dispatcher.dispatch(EmptyCoroutineContext.INSTANCE, Marker::hundred);
            dispatcher.dispatch(
                EmptyCoroutineContext.INSTANCE,
                () -> {
                  Marker.make(5);
                  done.countDown();
                });
            await(done);
          });
    }
  }

  @Test
  void coroutinesBesideEachOther_seeTheirOwn() throws Exception {
    List<MemorySnapshot> seen =
        besideEachOther(
            2,
            number -> {
              for (int i = 0; i < number * 5; i++) {
                runCoroutines(KotlinDispatcher.values()[i % 2].context());
              }
            });
    assertMarkers(seen.get(0), 5 * 42);
    assertMarkers(seen.get(1), 10 * 42);
  }
}
