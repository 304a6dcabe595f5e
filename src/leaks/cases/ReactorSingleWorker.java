import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.CountDownLatch;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs a task in a worker's thread, and another one after it, which shows that it ended. */
public final class ReactorSingleWorker implements ThrowingRunnable {

  private static final class Task implements Runnable {
    @Override
    public void run() {}
  }

  private final Scheduler scheduler = Schedulers.newSingle("single");
  private final Scheduler.Worker worker = scheduler.createWorker();

  @Override
  public void run() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    worker.schedule(new Task());
    scheduler.schedule(ended::countDown);
    ended.await();
  }
}
