package io.trackmemory.tracker;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that no scope has to do with, if it is started while none is open. */
final class ForeignThread implements Executor, AutoCloseable {

  static final String NAME = "foreign thread";

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::serve, NAME);

  private ForeignThread() {}

  static ForeignThread start() {
    ForeignThread started = new ForeignThread();
    started.thread.start();
    started.run(() -> {});
    return started;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Returns when the task has ended. */
  void run(Runnable task) {
    CountDownLatch done = new CountDownLatch(1);
    execute(
        () -> {
          try {
            task.run();
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
      for (Runnable next = tasks.take(); ; next = tasks.take()) {
        next.run();
      }
    } catch (InterruptedException e) {
      // the end of the test
    }
  }
}
