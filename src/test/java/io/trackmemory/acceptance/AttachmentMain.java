package io.trackmemory.acceptance;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trackmemory.acceptance.code.OrderBook;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Launches tests in a cold JVM, and prints where they failed and whether the agent is there. */
final class AttachmentMain {

  private AttachmentMain() {}

  /* Its thread is in its loop before the agent comes, and stays in it as it was. */
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          1,
          task -> {
            Thread thread = new Thread(task, "early");
            thread.setDaemon(true);
            return thread;
          });

  public static void main(String[] arguments) throws Exception {
    POOL.submit(() -> {}).get();
    launch(OthersTestCases.class);
    System.out.println("attached: " + isAttached());
    launch(OursTestCases.class);
    handOver(1);
    System.out.println("attached: " + isAttached());
  }

  /* Held, as a task that is collected before the check asks for it is not known any more. */
  private static Runnable handedOver = () -> {};

  private static void handOver(int count) {
    OrderBook book = new OrderBook();
    try {
      handedOver = () -> book.fill(count);
      assertThatMemory(() -> POOL.execute(handedOver))
          .awaiting(Duration.ofMillis(100))
          .allocations()
          .fromMethod("OrderBook.fill")
          .isEmpty();
      System.out.println("early: passed");
    } catch (AssertionError e) {
      System.out.println("early: " + e.getMessage());
    }
  }

  private static boolean isAttached() {
    try {
      Class.forName("java.lang.TrackMemoryHook");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void launch(Class<?> testClass) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(testClass)).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  System.out.println(test.getDisplayName() + " " + result.getStatus());
                  result.getThrowable().ifPresent(AttachmentMain::print);
                }
              }
            });
  }

  private static void print(Throwable failure) {
    System.out.println(failure.getMessage());
    System.out.println("at " + failure.getStackTrace()[0]);
  }

  static class OthersTestCases {
    @Test
    void passes() {}
  }

  static class OursTestCases {
    @Test
    void fails() {
      OrderBook book = new OrderBook();
      assertThatMemory(() -> book.fill(1)).hasNoAllocations();
    }
  }
}
