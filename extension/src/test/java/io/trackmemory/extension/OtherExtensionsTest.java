package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** What other extensions do is theirs, wherever they are registered. */
class OtherExtensionsTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  private static void assertPasses(Class<?> fixture) {
    Outcome outcome = Fixtures.run(fixture);
    assertThat(outcome.results().allEvents().failed().count()).as(outcome.toString()).isZero();
    assertThat(outcome.passed()).isNotEmpty();
  }

  @Test
  void callbacks_ofExtensionsBeforeAndAfter_areNotTheTests() {
    assertPasses(CallbackTestCases.class);
  }

  @Test
  void interceptors_areNotTheBodys() {
    Outcome outcome = Fixtures.run(InterceptedTestCases.class);
    assertThat(outcome.passed()).containsExactly("seven()");
    assertThat(outcome.failureOf("eight()")).hasMessageContaining("but it made 8 (128 B)");
  }

  @Test
  void cleanUp_comesBeforeTheVerdict() {
    assertPasses(CleanedTestCases.class);
    assertPasses(CleanedPerClassTestCases.class);
    assertPasses(CleanedAfterwardsTestCases.class);
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
  void interceptorThatRunsTheBodyElsewhere_isNeverTakenForAClean() {
    Outcome outcome = Fixtures.run(ElsewhereTestCases.class);
    assertThat(outcome.passed()).isEmpty();
    for (String name : outcome.failed()) {
      assertThat(outcome.failureOf(name))
          .as(name)
          .hasMessageStartingWith("Cannot certify no ")
          .hasMessageContaining("ran it on a thread that it did not hand it to");
    }
    assertThat(outcome.failed()).containsExactly("allocates()", "leaks()");
  }

  @Test
  void bodyThatRanElsewhere_keepsItsClassFromBeingCertified() {
    assertThat(
            Fixtures.run(ElsewhereClassTestCases.class)
                .failureOf("OtherExtensionsTest$ElsewhereClassTestCases"))
        .hasMessageStartingWith(
            "Cannot certify no leaks: the body of ElsewhereClassTestCases.leaks");
  }

  @Test
  void timedOutBody_failsForThat_andTheNextTestIsItsOwn() {
    Outcome outcome = Fixtures.run(TimedOutTestCases.class);
    assertThat(outcome.failed()).containsExactly("neverEnds()");
    assertThat(outcome.failureOf("neverEnds()")).isInstanceOf(TimeoutException.class);
    assertThat(outcome.passed()).containsExactly("seven()");
  }

  /** Allocates in every callback. */
  static class Noise
      implements BeforeAllCallback,
          TestInstancePostProcessor,
          BeforeEachCallback,
          BeforeTestExecutionCallback,
          AfterTestExecutionCallback,
          AfterEachCallback,
          AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
      Marks.make(1);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
      Marks.make(1);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      Marks.make(1);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
      Marks.make(1);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
      Marks.make(1);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      Marks.make(1);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      Marks.make(1);
    }
  }

  static final class MoreNoise extends Noise {}

  @ExtendWith(Noise.class)
  @TrackMemory
  @ExtendWith(MoreNoise.class)
  static class CallbackTestCases {

    @BeforeAll
    static void start(MemoryScope memory) {
      Marks.make(3);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(3);
    }

    CallbackTestCases() {
      Marks.make(10);
    }

    @BeforeEach
    void before() {
      Marks.make(100);
    }

    @Test
    void test() {
      Marks.make(1000);
    }

    @AfterEach
    void after(MemoryScope memory) {
      Marks.make(5);
      MemorySnapshot snapshot = memory.snapshot();
      assertThat(Marks.in(snapshot)).isEqualTo(1115);
      assertThat(Marks.in(snapshot.until("body"))).isEqualTo(110);
      assertThat(Marks.in(snapshot.since("body").until("teardown"))).isEqualTo(1000);
      assertThat(Marks.in(snapshot.since("teardown"))).isEqualTo(5);
    }

    @AfterAll
    static void stop(MemoryScope memory) {
      Marks.make(4);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(7);
    }
  }

  /** Allocates around the body. */
  static class NoisyInterceptor implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      Marks.make(1);
      invocation.proceed();
      Marks.make(1);
    }
  }

  static final class AnotherNoisyInterceptor extends NoisyInterceptor {}

  @ExtendWith(NoisyInterceptor.class)
  @LimitAllocations(count = 7)
  @ExtendWith(AnotherNoisyInterceptor.class)
  static class InterceptedTestCases {

    @Test
    void seven() {
      Marks.make(7);
    }

    @Test
    void eight() {
      Marks.make(8);
    }
  }

  /** Cleans up when its store closes, which it filled as early as it could. */
  static final class Cleaner implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      context
          .getStore(Namespace.create(Cleaner.class))
          .put("cleaner", (CloseableResource) Marks::clear);
    }
  }

  @ExtendWith(Cleaner.class)
  @NoLeaks
  static class CleanedTestCases {

    @Test
    void leavesCleanUpToTheExtension() {
      Marks.keep();
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class CleanedPerClassTestCases extends CleanedTestCases {}

  static final class AfterEachCleaner implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
      Marks.clear();
    }
  }

  @ExtendWith(AfterEachCleaner.class)
  @NoLeaks
  static class CleanedAfterwardsTestCases {

    @AfterEach
    void leaves() {
      Marks.keep();
    }

    @Test
    void nothing() {}
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

    private static final LinkedBlockingQueue<Runnable> QUEUE = new LinkedBlockingQueue<>();

    static {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try {
                    QUEUE.take().run();
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      CountDownLatch done = new CountDownLatch(1);
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
