package io.trackmemory.tracker.firstuse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Virtual threads, scoped values, executors, of JDK 19 and later. */
final class NewerThreads implements Calls.Group {

  private static final ScopedValue<String> NAME = ScopedValue.newInstance();
  private static final ScopedValue<String> OTHER = ScopedValue.newInstance();

  private static final class Factory {
    static final ThreadFactory VIRTUAL = Thread.ofVirtual().name("v", 0).factory();
  }

  @Override
  public Object call(Calls calls) throws Throwable {
    if (calls.is("Thread.ofVirtual, started")) {
      Thread thread = Thread.ofVirtual().start(() -> {});
      thread.join();
      return "";
    }
    if (calls.is("Thread.startVirtualThread")) {
      Thread.startVirtualThread(() -> LockSupport.parkNanos(1)).join();
      return "";
    }
    if (calls.is("Thread.ofVirtual, unstarted")) {
      return Thread.ofVirtual().name("a").unstarted(() -> {});
    }
    if (calls.is("Thread.ofVirtual, factory")) {
      return Factory.VIRTUAL.newThread(() -> {}).isVirtual() ? "a" : "b";
    }
    if (calls.is("Thread.ofPlatform, unstarted")) {
      return Thread.ofPlatform().daemon().name("p").unstarted(() -> {});
    }
    if (calls.is("Thread.ofPlatform, started")) {
      Thread.ofPlatform().start(() -> {}).join();
      return "";
    }
    if (calls.is("Thread.sleep and join, durations")) {
      Thread.sleep(Duration.ZERO);
      return Thread.currentThread().threadId() == 77 ? "a" : "b";
    }
    if (calls.is("Executors.newVirtualThreadPerTaskExecutor")) {
      try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
        return each.submit(() -> "a").get();
      }
    }
    if (calls.is("Executors.newThreadPerTaskExecutor")) {
      try (ExecutorService each = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
        return each.submit(() -> "a").get();
      }
    }
    if (calls.is("virtual threads, invokeAll")) {
      try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<String>> tasks = List.of(() -> "a", () -> "b");
        return each.invokeAll(tasks).getLast().resultNow();
      }
    }
    if (calls.is("ScopedValue.where and run")) {
      ScopedValue.where(NAME, "a").run(() -> NAME.get());
      return "";
    }
    if (calls.is("ScopedValue.call")) {
      return ScopedValue.where(NAME, "a").where(OTHER, "b").call(() -> NAME.get() + OTHER.get());
    }
    if (calls.is("ScopedValue.orElse")) {
      return OTHER.orElse("c");
    }
    if (calls.is("ScopedValue.isBound")) {
      return NAME.isBound() ? "a" : "b";
    }
    if (calls.is("ScopedValue.newInstance")) {
      return ScopedValue.newInstance();
    }
    if (calls.is("ScopedValue, nested")) {
      return ScopedValue.where(NAME, "a")
          .call(() -> ScopedValue.where(NAME, "b").call(() -> NAME.get()));
    }
    if (calls.is("Future.resultNow and state")) {
      Future<String> done = CompletableFuture.completedFuture("a");
      return done.resultNow() + done.state();
    }
    if (calls.is("Future.exceptionNow")) {
      return CompletableFuture.failedFuture(new IllegalStateException("x")).exceptionNow();
    }
    if (calls.is("ForkJoinTask.adaptInterruptible")) {
      return ForkJoinTask.adaptInterruptible(() -> "a");
    }
    if (calls.is("ForkJoinPool.invokeAllUninterruptibly")) {
      List<Callable<String>> tasks = List.of(() -> "a");
      return ForkJoinPool.commonPool().invokeAllUninterruptibly(tasks).getFirst().resultNow();
    }
    if (calls.is("ExecutorService.close")) {
      try (ExecutorService one = Executors.newSingleThreadExecutor()) {
        return one.submit(() -> "a").get();
      }
    }
    if (calls.is("StackWalker, without method info")) {
      return StackWalker.getInstance(StackWalker.Option.DROP_METHOD_INFO)
          .walk(frames -> frames.count());
    }
    return calls.none();
  }
}
