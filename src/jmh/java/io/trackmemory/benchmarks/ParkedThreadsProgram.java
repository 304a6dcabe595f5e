package io.trackmemory.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Threads that wait after some work. Prints the heap bytes that each keeps, its own included. */
final class ParkedThreadsProgram {

  private static final int FEW = 20;
  private static final int MANY = 50;
  private static final int COLLECTIONS = 5; // one clears references, a later one what they held

  private ParkedThreadsProgram() {}

  /** What a thread did before it waits. */
  enum Before {
    /** As little as is counted. */
    OBJECT("after its first object"),
    /** Many allocation sites. */
    JACKSON("after a run of Jackson"),
    /** More of them. */
    JAVAPARSER("after a run of JavaParser");

    private final String label;

    Before(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    Callable<?> prepare() throws Exception {
      return this == OBJECT ? Object::new : Payload.valueOf(name()).prepare();
    }
  }

  /** Arguments: a variant; what the threads do before. */
  public static void main(String[] arguments) throws Exception {
    Callable<?> work = Before.valueOf(arguments[1]).prepare();
    work.call(); // fails here if it fails
    Tracked tracked = Tracked.valueOf(arguments[0]);
    inScope(tracked, FEW, work); // what is made once
    long few = inScope(tracked, FEW, work);
    long many = inScope(tracked, MANY, work);
    System.out.println((double) (many - few) / (MANY - FEW));
  }

  /* A scope for each number: the accounts of ended threads stay with theirs. */
  private static long inScope(Tracked tracked, int count, Callable<?> work) throws Exception {
    try (AutoCloseable scope = tracked.open()) {
      return parked(count, work);
    }
  }

  /* Heap bytes in use while so many threads wait. */
  private static long parked(int count, Callable<?> work) throws InterruptedException {
    CountDownLatch worked = new CountDownLatch(count);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(new Thread(() -> workAndWait(work, worked, end)));
    }
    threads.forEach(Thread::start);
    worked.await();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long usedBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return usedBytes;
  }

  private static void workAndWait(Callable<?> work, CountDownLatch worked, CountDownLatch end) {
    try {
      work.call();
      worked.countDown();
      end.await();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1); // else the other threads would wait for ever
    }
  }
}
