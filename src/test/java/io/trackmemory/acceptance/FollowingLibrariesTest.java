package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Which hand-overs of libraries are followed, and which have to be wrapped. */
class FollowingLibrariesTest {

  static final class Marker {
    static volatile Object last = "";

    static void make(int count) {
      for (int i = 0; i < count; i++) {
        last = new Marker();
      }
    }
  }

  private static void assertMarkers(MemorySnapshot seen, int count) {
    assertThatMemory(seen).allocations().ofType(Marker.class).hasCount(count);
  }

  private static MemorySnapshot measure(ThrowingRunnable action) {
    return MemoryTracker.measure(action);
  }

  private static void await(CountDownLatch done) throws InterruptedException {
    assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void nettyEventLoop_isForeign_unlessWrapped() throws Exception {
    EventLoopGroup group = new DefaultEventLoopGroup(1);
    try {
      EventLoop loop = group.next();
      loop.submit(() -> Marker.make(1)).get(); // its thread starts before the scope
      MemorySnapshot plain =
          measure(
              () -> {
                Marker.make(2);
                loop.submit(() -> Marker.make(500)).get();
              });
      assertMarkers(plain, 2);
      assertThat(plain.foreignCount()).isGreaterThanOrEqualTo(500);

      try (MemoryScope scope = MemoryTracker.open()) {
        loop.submit(scope.wrap((Runnable) () -> Marker.make(3))).get();
        CountDownLatch done = new CountDownLatch(1);
        scope
            .wrap(loop)
            .execute(
                () -> {
                  Marker.make(4);
                  done.countDown();
                });
        await(done);
        loop.submit(() -> Marker.make(500)).get();
        assertMarkers(scope.snapshot(), 7);
      }
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.MINUTES).get();
    }
  }

  @Test
  void nettyEventLoop_isSeenOnAllThreads() throws Exception {
    EventLoopGroup group = new DefaultEventLoopGroup(1);
    try {
      group.submit(() -> {}).get();
      assertThatMemory(() -> group.submit(() -> Marker.make(6)).get())
          .onAllThreads()
          .allocations()
          .ofType(Marker.class)
          .hasCount(6);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.MINUTES).get();
    }
  }

  enum ReactorScheduler {
    SINGLE,
    PARALLEL,
    BOUNDED_ELASTIC,
    OF_EXECUTOR;

    Scheduler make(ExecutorService executor) {
      return switch (this) {
        case SINGLE -> Schedulers.newSingle("single", true);
        case PARALLEL -> Schedulers.newParallel("parallel", 2, true);
        case BOUNDED_ELASTIC -> Schedulers.newBoundedElastic(2, 100, "elastic");
        case OF_EXECUTOR -> Schedulers.fromExecutorService(executor);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void reactorsSchedulers_areFollowed(ReactorScheduler kind) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Scheduler scheduler = kind.make(executor);
    try {
      Mono.fromRunnable(() -> Marker.make(1)).subscribeOn(scheduler).block();
      MemorySnapshot seen =
          measure(
              () -> {
                Mono.fromRunnable(() -> Marker.make(2)).subscribeOn(scheduler).block();
                Flux.range(0, 10)
                    .publishOn(scheduler)
                    .doOnNext(i -> Marker.make(1))
                    .subscribeOn(scheduler)
                    .doOnNext(i -> Marker.make(1))
                    .blockLast();
              });
      assertMarkers(seen, 22);
      Mono.fromRunnable(() -> Marker.make(500)).subscribeOn(scheduler).block();
      assertMarkers(measure(() -> Marker.make(3)), 3);
    } finally {
      scheduler.dispose();
      executor.shutdown();
    }
  }

  @Test
  void kotlinsDefaultDispatcher_isForeign_unlessWrapped() throws Exception {
    CoroutineDispatcher dispatcher = Dispatchers.getDefault();
    startAllThreads(dispatcher);
    MemorySnapshot plain =
        measure(
            () -> {
              Marker.make(2);
              dispatch(dispatcher, () -> Marker.make(500));
            });
    assertMarkers(plain, 2);
    assertThat(plain.foreignCount()).isGreaterThanOrEqualTo(500);

    try (MemoryScope scope = MemoryTracker.open()) {
      dispatch(dispatcher, scope.wrap((Runnable) () -> Marker.make(3)));
      assertMarkers(scope.snapshot(), 3);
    }
  }

  /* Its threads start as they are needed, and belong to whoever needs them first. */
  private static void startAllThreads(CoroutineDispatcher dispatcher) throws InterruptedException {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    CountDownLatch all = new CountDownLatch(threads);
    List<CountDownLatch> ends = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      CountDownLatch end = new CountDownLatch(1);
      ends.add(end);
      dispatcher.dispatch(
          EmptyCoroutineContext.INSTANCE,
          () -> {
            all.countDown();
            try {
              await(all);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            end.countDown();
          });
    }
    for (CountDownLatch end : ends) {
      await(end);
    }
  }

  private static void dispatch(CoroutineDispatcher dispatcher, Runnable task)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    dispatcher.dispatch(
        EmptyCoroutineContext.INSTANCE,
        () -> {
          task.run();
          done.countDown();
        });
    await(done);
  }

  @Test
  void kotlinsDispatcherOfAnExecutor_isFollowed() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CoroutineDispatcher dispatcher = ExecutorsKt.from(executor);
      dispatch(dispatcher, () -> Marker.make(1));
      assertMarkers(measure(() -> dispatch(dispatcher, () -> Marker.make(5))), 5);
    } finally {
      executor.shutdown();
    }
  }
}
