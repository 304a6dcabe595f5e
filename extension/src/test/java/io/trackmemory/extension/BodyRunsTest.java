package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A limit holds for each time that a body runs. */
class BodyRunsTest {

  static int runs;

  @BeforeEach
  @AfterEach
  void clear() {
    Marks.clear();
    runs = 0;
  }

  @Test
  void bodyThatRunsSeveralTimes_isJudgedEachTime_andTheWorstIsTold() {
    for (Class<?> fixture : List.of(RetriedTestCases.class, InnerRetriedTestCases.class)) {
      Outcome outcome = Fixtures.run(fixture);
      assertThat(outcome.passed()).as(outcome.toString()).containsExactly("seven()");
      assertThat(outcome.verdictOn("ninthWorst()"))
          .startsWith("Expecting the scope to make at most 7 allocations but it made 9 (144 B):\n")
          .endsWith("\nIn run 2 of the body, of 3\nTo accept: @LimitAllocations(count = 9)");
      assertThat(outcome.verdictOn("failsOnceAndIsTooMuchThen()"))
          .contains("9 x io.trackmemory.sample.Marks$Mark")
          .contains("In run 1 of the body, of 3");
      assertThat(outcome.verdictOn("leaksOnce()")).contains("leaked 1 (16 B)");
      assertThat(outcome.failed()).hasSize(3);
    }
  }

  @Test
  void failureThatAnotherExtensionSwallows_isToldAllTheSame() {
    for (Class<?> fixture :
        List.of(SwallowedTestCases.class, ProceedsFirstTestCases.class, RerunTestCases.class)) {
      clear();
      Outcome outcome = Fixtures.run(fixture);
      assertThat(outcome.passed()).as(fixture + "\n" + outcome).containsExactly("seven()");
      assertThat(outcome.verdictOn("eight()")).contains("made 8 (128 B)");
      assertThat(outcome.failureOf("eight()")).hasNoSuppressedExceptions();
    }
  }

  @Test
  void failureThatOthersSee_isToldOnce() {
    Outcome outcome = Fixtures.run(PlainTestCases.class);
    assertThat(outcome.failureOf("eight()"))
        .hasMessageContaining("made 8 (128 B)")
        .hasNoSuppressedExceptions();
    assertThat(outcome.failureOf("throwsToo()")).hasMessage("own");
    assertThat(outcome.failureOf("throwsToo()").getSuppressed())
        .singleElement()
        .satisfies(ours -> assertThat(ours).hasMessageContaining("8 x io.trackmemory.sample"));
  }

  @Test
  void templateThatRetries_eachInvocationIsATest() {
    Outcome outcome = Fixtures.run(RetryingTemplateTestCases.class);
    assertThat(outcome.results().testEvents().aborted().count()).as(outcome.toString()).isOne();
    assertThat(outcome.passed()).hasSize(1);
    assertThat(outcome.failed()).hasSize(1);
    assertThat(outcome.failureOf("try 3")).hasMessageContaining("made 9 (144 B)");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void bodyThatRunsInALoop_isJudgedAThousandTimes() {
    Outcome outcome = Fixtures.run(LoopedTestCases.class);
    assertThat(outcome.failureOf("seven()"))
        .hasMessageContaining(
            "LoopedTestCases.seven ran 1001 times, of which the first 1000 were looked at");
  }

  /** Three runs, whatever comes of the first two. */
  static final class Retrier implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      invocation.skip();
      runs = 0;
      for (int i = 0; i < 2; i++) {
        try {
          Runners.run(method);
        } catch (AssertionFailedError e) {
          assertThat(e).hasMessage("own");
        }
      }
      Runners.run(method);
    }
  }

  abstract static class RetryCases {

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }

    @Test
    @LimitAllocations(count = 7)
    void ninthWorst() {
      Marks.make(runs++ == 1 ? 9 : 8);
    }

    @Test
    @LimitAllocations(count = 7)
    void failsOnceAndIsTooMuchThen() {
      Marks.make(runs == 0 ? 9 : 7);
      if (runs++ == 0) {
        throw new AssertionFailedError("own");
      }
    }

    @Test
    @NoLeaks
    void leaksOnce() {
      if (runs++ == 0) {
        Marks.clear();
        Marks.keep();
      }
    }
  }

  @ExtendWith(Retrier.class)
  @TrackMemory
  static class RetriedTestCases extends RetryCases {}

  @TrackMemory
  @ExtendWith(Retrier.class)
  static class InnerRetriedTestCases extends RetryCases {}

  abstract static class SevenAndEightCases {

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }

    @Test
    @LimitAllocations(count = 7)
    void eight() {
      Marks.make(runs++ == 0 ? 8 : 7);
    }
  }

  static final class Swallower implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context) {
      try {
        invocation.proceed();
      } catch (Throwable e) {
        assertThat(e).hasMessageContaining("made 8 (128 B)");
      }
    }
  }

  @ExtendWith(Swallower.class)
  @TrackMemory
  static class SwallowedTestCases extends SevenAndEightCases {}

  /** Runs the body again where it failed for the limit. */
  static final class ProceedsFirst implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      try {
        invocation.proceed();
      } catch (AssertionFailedError e) {
        Runners.run(method);
      }
    }
  }

  @ExtendWith(ProceedsFirst.class)
  @TrackMemory
  static class ProceedsFirstTestCases extends SevenAndEightCases {}

  /** Likewise, after all interceptors. */
  static final class Rerunner implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable throwable)
        throws Throwable {
      Runners.invoke(context.getRequiredTestMethod(), context.getRequiredTestInstance(), List.of());
    }
  }

  @ExtendWith(Rerunner.class)
  @TrackMemory
  static class RerunTestCases extends SevenAndEightCases {}

  @TrackMemory
  static class PlainTestCases extends SevenAndEightCases {

    @Test
    @LimitAllocations(count = 7)
    void throwsToo() {
      Marks.make(8);
      throw new IllegalStateException("own");
    }
  }

  /** Three invocations; one that fails is aborted, but for the last. */
  static final class RetryingTemplate implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return IntStream.rangeClosed(1, 3).mapToObj(RetryingTemplate::invocation);
    }

    private static TestTemplateInvocationContext invocation(int number) {
      return new TestTemplateInvocationContext() {
        @Override
        public String getDisplayName(int index) {
          return "try " + number;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
          TestExecutionExceptionHandler handler =
              (context, failure) -> {
                throw number < 3 ? new TestAbortedException("again", failure) : failure;
              };
          return List.of(handler);
        }
      };
    }
  }

  static class RetryingTemplateTestCases {

    @TestTemplate
    @ExtendWith(RetryingTemplate.class)
    @LimitAllocations(count = 7)
    void tries() {
      runs++;
      Marks.make(runs == 1 ? 8 : runs == 2 ? 7 : 9);
    }
  }

  static final class Looper implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      invocation.skip();
      for (int i = 0; i < 1001; i++) {
        Runners.run(method);
      }
    }
  }

  @ExtendWith(Looper.class)
  @TrackMemory
  static class LoopedTestCases {

    @Test
    @LimitAllocations(count = 7)
    void seven() {
      Marks.make(7);
    }
  }
}
