package io.trackmemory.tracker;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A thread that no scope has to do with, if it is started while none is open: what it is given is
 * no task that the tracker could follow.
 */
final class ForeignThread implements AutoCloseable {

  static final String NAME = "foreign thread";

  private final BlockingQueue<Work> works = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::serve, NAME);

  private ForeignThread() {}

  /** What it does. */
  @FunctionalInterface
  interface Work {
    void perform();
  }

  static ForeignThread start() {
    ForeignThread started = new ForeignThread();
    started.thread.start();
    started.run(() -> {});
    return started;
  }

  /** One that is a task of somebody's threads. */
  static ForeignThread servedBy(Executor executor) {
    ForeignThread served = new ForeignThread();
    executor.execute(served::serve);
    served.run(() -> {});
    return served;
  }

  void begin(Work work) {
    works.add(work);
  }

  /** Returns when the work has ended. */
  void run(Work work) {
    CountDownLatch done = new CountDownLatch(1);
    begin(
        () -> {
          try {
            work.perform();
          } finally {
            done.countDown();
          }
        });
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve() {
    try {
      for (Work next = works.take(); ; next = works.take()) {
        next.perform();
      }
    } catch (InterruptedException e) {
      // the end of the test
    }
  }
}
