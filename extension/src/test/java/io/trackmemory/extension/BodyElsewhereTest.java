package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that an extension runs on another thread. */
class BodyElsewhereTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void interceptorThatHandsTheBodyToAnExecutor_isFollowed() {
    for (Class<?> fixture : List.of(OuterExecutorTestCases.class, InnerExecutorTestCases.class)) {
      Outcome outcome = Fixtures.run(fixture);
      assertThat(outcome.passed()).containsExactly("leaksNot()", "seven()");
      assertThat(outcome.failed()).containsExactly("eight()", "leaks()");
      assertThat(outcome.failureOf("eight()")).hasMessageContaining("but it made 8 (128 B)");
      assertThat(outcome.failureOf("leaks()")).hasMessageContaining("leaked 1 (16 B)");
      Marks.clear();
    }
  }

  @Test
  void interceptorThatRunsTheBodyElsewhere_isJudged() {
    Outcome outcome = Fixtures.run(ElsewhereTestCases.class);
    assertThat(outcome.passed()).containsExactly("seven()");
    assertThat(outcome.failureOf("allocates()"))
        .hasMessageContaining("no allocations but it made 1 (16 B)");
    assertThat(outcome.failureOf("leaks()")).hasMessageContaining("leaked 1 (16 B)");
  }

  @Test
  void bodiesOfOneMethod_thatRunElsewhereAtOnce_cannotBeCertified() {
    Elsewhere.together = new CyclicBarrier(2);
    Outcome outcome = Fixtures.run(ElsewhereAtOnceTestCases.class, Fixtures.PARALLEL);
    Elsewhere.together = new CyclicBarrier(1);
    assertThat(outcome.passed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.failed()).hasSize(2);
    for (String name : outcome.failed()) {
      assertThat(outcome.failureOf(name)).hasMessageStartingWith("Cannot certify @NoAllocations: ");
      assertThat(outcome.failureOf(name).getSuppressed())
          .singleElement()
          .satisfies(leaks -> assertThat(leaks).hasMessageStartingWith("Cannot certify @NoLeaks"));
    }
  }

  @Test
  void bodyThatRanElsewhere_belongsToItsClass() {
    assertThat(Fixtures.run(ElsewhereClassTestCases.class).failureOf(ElsewhereClassTestCases.class))
        .hasMessageContaining("leaked 1 (16 B)");
  }

  @Test
  void timedOutBody_failsForThat_andTheNextTestIsItsOwn() {
    Outcome outcome = Fixtures.run(TimedOutTestCases.class);
    assertThat(outcome.failed()).containsExactly("neverEnds()");
    assertThat(outcome.failureOf("neverEnds()")).isInstanceOf(TimeoutException.class);
    assertThat(outcome.passed()).containsExactly("seven()");
  }

  /** Runs the body on a thread of an executor of the JDK. */
  static class ExecutorInterceptor implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      ExecutorService executor = Executors.newSingleThreadExecutor();
      AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
      executor
          .submit(
              () -> {
                try {
                  invocation.proceed();
                } catch (Throwable e) {
                  thrown.set(e);
                }
              })
          .get();
      executor.shutdown();
      Throwable failure = thrown.get();
      if (failure != null) {
        throw failure;
      }
    }
  }

  abstract static class BodyTestCases {

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }

    @Test
    @LimitAllocations(count = 7)
    void eight() {
      Marks.make(8);
    }

    @Test
    @NoLeaks
    void leaks() {
      Marks.keep();
    }

    @Test
    @NoLeaks
    void leaksNot() {
      Marks.make(1);
    }
  }

  @ExtendWith(ExecutorInterceptor.class)
  @TrackMemory
  static class OuterExecutorTestCases extends BodyTestCases {}

  @TrackMemory
  @ExtendWith(ExecutorInterceptor.class)
  static class InnerExecutorTestCases extends BodyTestCases {}

  /** Runs bodies on a thread of its own, which gets them by a queue. */
  static final class Elsewhere implements InvocationInterceptor {

    private static final LinkedBlockingQueue<Work> QUEUE = new LinkedBlockingQueue<>();
    static CyclicBarrier together = new CyclicBarrier(1);

    /* No task that could be followed. */
    @FunctionalInterface
    private interface Work {
      void perform();
    }

    static {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try {
                    QUEUE.take().perform();
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void interceptTestTemplateMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      interceptTestMethod(invocation, method, context);
    }

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      CountDownLatch done = new CountDownLatch(1);
      together.await();
      QUEUE.add(
          () -> {
            try {
              invocation.proceed();
            } catch (Throwable e) {
              throw new AssertionError(e);
            } finally {
              done.countDown();
            }
          });
      done.await();
      together.await();
    }
  }

  @TrackMemory
  @ExtendWith(Elsewhere.class)
  static class ElsewhereTestCases {

    @Test
    @NoAllocations
    void allocates() {
      Marks.make(1);
    }

    @Test
    @NoLeaks
    void leaks() {
      Marks.keep();
    }

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }
  }

  @TrackMemory
  @ExtendWith(Elsewhere.class)
  static class ElsewhereAtOnceTestCases {

    @NoAllocations
    @NoLeaks
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void allocates(int count) {
      Marks.make(count);
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @ExtendWith(Elsewhere.class)
  static class ElsewhereClassTestCases {

    @Test
    void leaks() {
      Marks.keep();
    }
  }

  @TrackMemory
  static class TimedOutTestCases {

    @Test
    @NoLeaks
    @NoAllocations
    @Timeout(
        value = 100,
        unit = TimeUnit.MILLISECONDS,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void neverEnds() throws InterruptedException {
      Marks.make(9);
      new CountDownLatch(1).await();
    }

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }
  }
}
