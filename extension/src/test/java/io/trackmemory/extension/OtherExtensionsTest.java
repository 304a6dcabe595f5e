package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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

  @Test
  void callbacks_ofExtensionsBeforeAndAfter_areNotTheTests() {
    Fixtures.assertPasses(CallbackTestCases.class, 1);
  }

  @Test
  void interceptors_areNotTheBodys() {
    Outcome outcome = Fixtures.run(InterceptedTestCases.class);
    assertThat(outcome.passed()).containsExactly("seven()");
    assertThat(outcome.failureOf("eight()")).hasMessageContaining("but it made 8 (128 B)");
  }

  @Test
  void cleanUp_comesBeforeTheVerdict() {
    Fixtures.assertPasses(CleanedTestCases.class, 1);
    Fixtures.assertPasses(CleanedPerClassTestCases.class, 1);
    Fixtures.assertPasses(CleanedAfterwardsTestCases.class, 1);
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
}
