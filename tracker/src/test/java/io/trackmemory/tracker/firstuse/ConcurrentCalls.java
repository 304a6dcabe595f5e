package io.trackmemory.tracker.firstuse;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Concurrent collections, atomics, locks, thread locals; no second thread. */
// One thread is enough for what is measured.
@SuppressWarnings({"UnnecessaryAsync", "WaitNotInLoop"})
final class ConcurrentCalls {

  private ConcurrentCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("ConcurrentHashMap.put")) {
      return filled();
    }
    if (calls.is("ConcurrentHashMap.computeIfAbsent")) {
      return new ConcurrentHashMap<String, String>().computeIfAbsent("a", key -> "b");
    }
    if (calls.is("ConcurrentHashMap.merge and reduce")) {
      return reduced();
    }
    if (calls.is("ConcurrentSkipListMap")) {
      return skipList();
    }
    if (calls.is("ConcurrentLinkedQueue")) {
      return queue();
    }
    if (calls.is("LinkedBlockingQueue.poll")) {
      return polled();
    }
    if (calls.is("AtomicIntegerFieldUpdater")) {
      return Updated.VALUE.incrementAndGet(new Updated());
    }
    if (calls.is("LongAdder")) {
      return added();
    }
    if (calls.is("LongAccumulator")) {
      return accumulated();
    }
    if (calls.is("ReentrantLock")) {
      return locked();
    }
    if (calls.is("ReentrantReadWriteLock")) {
      return readLocked();
    }
    if (calls.is("StampedLock")) {
      return stamped();
    }
    if (calls.is("Condition.await, timed out")) {
      return awaited();
    }
    if (calls.is("CountDownLatch")) {
      return latched();
    }
    if (calls.is("synchronized and notify")) {
      return notified();
    }
    if (calls.is("ThreadLocal, one for all calls")) {
      return Local.ONE.get();
    }
    if (calls.is("ThreadLocal, one each call")) {
      return local();
    }
    if (calls.is("InheritableThreadLocal")) {
      return inherited();
    }
    if (calls.is("CompletableFuture, completed")) {
      return CompletableFuture.completedFuture("a").thenApply(String::length).join();
    }
    if (calls.is("CompletableFuture, failed")) {
      return failed();
    }
    if (calls.is("FutureTask")) {
      return task();
    }
    if (calls.is("Thread.currentThread and getStackTrace")) {
      return Thread.currentThread().getStackTrace().length > 0;
    }
    return calls.none();
  }

  static final class Updated {
    static final AtomicIntegerFieldUpdater<Updated> VALUE =
        AtomicIntegerFieldUpdater.newUpdater(Updated.class, "value");
    volatile int value;
  }

  static final class Local {
    static final ThreadLocal<StringBuilder> ONE = ThreadLocal.withInitial(StringBuilder::new);
  }

  private static Object filled() {
    Map<String, Integer> map = new ConcurrentHashMap<>();
    map.put("a", 1);
    map.put("b", 2);
    return map.toString();
  }

  private static Object reduced() {
    ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    map.merge("a", 1, Integer::sum);
    map.merge("a", 1, Integer::sum);
    return map.reduceValuesToInt(100, Integer::intValue, 0, Integer::sum);
  }

  private static Object skipList() {
    Map<String, Integer> map = new ConcurrentSkipListMap<>();
    map.put("a", 1);
    return map.containsKey("a");
  }

  private static Object queue() {
    ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
    queue.add("a");
    return queue.remove();
  }

  private static Object polled() throws InterruptedException {
    return String.valueOf(new LinkedBlockingQueue<String>().poll(1, TimeUnit.NANOSECONDS));
  }

  private static Object added() {
    LongAdder adder = new LongAdder();
    adder.increment();
    return adder.sum();
  }

  private static Object accumulated() {
    LongAccumulator highest = new LongAccumulator(Math::max, 0);
    highest.accumulate(5);
    return highest.get();
  }

  private static Object locked() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      return lock.isHeldByCurrentThread();
    } finally {
      lock.unlock();
    }
  }

  private static Object readLocked() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    lock.readLock().lock();
    try {
      return lock;
    } finally {
      lock.readLock().unlock();
    }
  }

  private static Object stamped() {
    StampedLock lock = new StampedLock();
    long stamp = lock.writeLock();
    lock.unlockWrite(stamp);
    return lock.tryOptimisticRead() != 0;
  }

  private static Object awaited() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      return lock.newCondition().await(1, TimeUnit.NANOSECONDS);
    } finally {
      lock.unlock();
    }
  }

  private static Object latched() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    latch.countDown();
    latch.await();
    return latch;
  }

  private static Object notified() {
    Object lock = new Object();
    synchronized (lock) {
      lock.notifyAll();
    }
    return lock;
  }

  private static Object local() {
    ThreadLocal<String> local = ThreadLocal.withInitial(() -> "x");
    String value = local.get();
    local.remove();
    return value;
  }

  private static Object inherited() {
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("x");
    local.remove();
    return local;
  }

  private static Object task() throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> "x");
    task.run();
    return task.get();
  }

  private static Object failed() {
    CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException());
    return failed.exceptionally(Throwable::toString).join();
  }
}
