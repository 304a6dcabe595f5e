package io.trackmemory.tracker;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Many threads, at most 100 at a time, each making three objects. Prints how many were counted. */
final class ShortThreadsProgram {

  private ShortThreadsProgram() {}

  /** Arguments: how many; {@code platform} or {@code virtual}. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    int threads = Integer.parseInt(arguments[0]);
    Consumer<Runnable> starter = starter(arguments[1].equals("virtual"));
    MemorySnapshot seen = MemoryTracker.measure(() -> run(threads, starter));
    System.out.println(Made.in(seen) + " " + seen.uncertified().orElse("certified"));
  }

  private static void run(int threads, Consumer<Runnable> starter) throws InterruptedException {
    Semaphore running = new Semaphore(100);
    CountDownLatch ended = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      running.acquire();
      starter.accept(
          () -> {
            Made.objects(3);
            running.release();
            ended.countDown();
          });
    }
    ended.await();
  }

  private static Consumer<Runnable> starter(boolean virtual) throws ReflectiveOperationException {
    if (!virtual) {
      return action -> new Thread(action).start();
    }
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    return action -> {
      try {
        start.invoke(null, action);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
