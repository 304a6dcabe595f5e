import io.grpc.internal.GrpcUtil;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Schedules a timeout with the timer of all calls, and cancels it. */
public final class GrpcTimer implements ThrowingRunnable {

  private final ScheduledExecutorService timer = GrpcUtil.TIMER_SERVICE.create();

  @Override
  public void run() {
    timer.schedule(() -> {}, 1, TimeUnit.DAYS).cancel(false);
  }
}
