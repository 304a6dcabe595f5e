package io.trackmemory.tracker.firstuse;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Concurrent collections, atomics, locks, thread locals; no second thread. */
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
    if (calls.is("CopyOnWriteArrayList")) {
      return new CopyOnWriteArrayList<>(new String[] {"a"}).addIfAbsent("b");
    }
    if (calls.is("ArrayBlockingQueue")) {
      return new ArrayBlockingQueue<String>(3).offer("a");
    }
    if (calls.is("LinkedBlockingQueue.poll")) {
      return polled();
    }
    if (calls.is("AtomicInteger.updateAndGet")) {
      return new AtomicInteger(1).updateAndGet(value -> value + 1);
    }
    if (calls.is("AtomicReference")) {
      return new AtomicReference<>("a").getAndSet("b");
    }
    if (calls.is("AtomicIntegerFieldUpdater")) {
      return Updated.VALUE.incrementAndGet(new Updated());
    }
    if (calls.is("AtomicLongArray")) {
      return new AtomicLongArray(3).incrementAndGet(1);
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
    if (calls.is("Semaphore")) {
      return new Semaphore(1).tryAcquire();
    }
    if (calls.is("Phaser")) {
      return new Phaser(1).arrive();
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
    if (calls.is("CompletableFuture.thenCombine")) {
      return CompletableFuture.completedFuture(1)
          .thenCombine(CompletableFuture.completedFuture(2), Integer::sum)
          .get();
    }
    if (calls.is("CompletableFuture, failed")) {
      return failed();
    }
    if (calls.is("FutureTask")) {
      return task();
    }
    if (calls.is("Thread, not started")) {
      return new Thread(() -> {}, "x").getName();
    }
    if (calls.is("Thread.currentThread and getStackTrace")) {
      return Thread.currentThread().getStackTrace().length > 0;
    }
    if (calls.is("Thread.getAllStackTraces, state")) {
      return Thread.currentThread().getState();
    }
    if (calls.is("WeakReference")) {
      return new WeakReference<>("a");
    }
    if (calls.is("Runtime")) {
      return Runtime.getRuntime().availableProcessors() + Runtime.version().feature();
    }
    if (calls.is("System.identityHashCode and nanoTime")) {
      return System.identityHashCode(Local.ONE) != 0 && System.nanoTime() != 0;
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
    lock.readLock().unlock();
    return lock;
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
