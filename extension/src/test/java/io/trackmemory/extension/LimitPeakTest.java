package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class LimitPeakTest {

  static volatile @Nullable Object kept;

  @Test
  void limitPeak_onClassAndMethods_nearestWinsAndOnlyTheBodyCounts() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);
    assertThat(outcome.passed())
        .containsExactly("exactly()", "lifted()", "oneAtATime()", "widened()");
    assertThat(outcome.failed()).containsExactly("sixteenMore()", "twoAtOnce()");
    assertThat(outcome.failureOf("sixteenMore()"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith(
            "Expecting the scope to have at most 2 KiB alive at once but it had at least 2 KiB (2064 B):\n")
        .hasMessageContaining("Passed by 1 x java.lang.Object of 16 B:\n  at ")
        .hasMessageEndingWith("\nTo accept: @LimitPeak(\"2064 B\")");
  }

  @Test
  void limitPeak_asMetaAnnotationAndOnNestedClasses() {
    assertThat(Fixtures.run(ComposedTestCases.class).failed()).containsExactly("tooMuch()");
    assertThat(Fixtures.run(OuterTestCases.class).failed()).containsExactly("tooMuch()");
  }

  @Test
  void limitPeak_withOtherLimits_allApply() {
    Outcome outcome = Fixtures.run(CombinedTestCases.class);
    assertThat(outcome.failureOf("tooMuch()"))
        .hasMessageContaining("to allocate at most 1 KiB but it allocated 3 KiB");
    assertThat(outcome.failureOf("tooMuch()").getSuppressed())
        .singleElement()
        .satisfies(peak -> assertThat(peak).hasMessageContaining("at most 2 KiB alive at once"));
  }

  @Test
  void limitPeak_failedTest_keepsItsOwnFailure() {
    Outcome outcome = Fixtures.run(FailingTestCases.class);
    Throwable failure = outcome.failureOf("fails()");
    assertThat(failure).isSameAs(FailingTestCases.OWN.get(0));
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(peak -> assertThat(peak).hasMessageContaining("at most 1 KiB alive at once"));
  }

  @Test
  void limitPeak_inAnotherThreadTemplatesAndFactories() {
    Outcome outcome = Fixtures.run(ManyTestCases.class);
    assertThat(outcome.passed()).containsExactly("dynamic 1", "sized 1000");
    assertThat(outcome.failed())
        .containsExactly("dynamic 2", "sized 3000", "timed()", "withThread()");
  }

  @Test
  void limitPeak_noSize_oneErrorForTheClass() {
    Outcome outcome = Fixtures.run(NoSizeTestCases.class);
    assertThat(outcome.passed()).isEmpty();
    assertThat(outcome.toString())
        .contains("value of @LimitPeak: size must be a number and a unit");
  }

  @Test
  void limitPeak_allThreads_notCertified() {
    Outcome outcome = Fixtures.run(AllThreadsTestCases.class);
    assertThat(outcome.failureOf("tooMuch()"))
        .hasMessageStartingWith(
            "Cannot certify @LimitPeak(\"2 KiB\"): limits on live bytes are not decided"
                + " for all threads");
  }

  @Test
  void setting_trackedTest_annotationWins() {
    String[] limit = {"trackmemory.limit.peak", "1 KiB"};
    assertThat(Fixtures.run(PlainTestCases.class, limit).failed()).isEmpty();
    Outcome outcome = Fixtures.run(TrackedTestCases.class, limit);
    assertThat(outcome.failed()).containsExactly("tooMuch()");
    assertThat(outcome.passed()).containsExactly("lifted()", "widened()");
    String[] none = {"trackmemory.limit.peak", "none"};
    assertThat(Fixtures.run(TrackedTestCases.class, none).failureOf("tooMuch()"))
        .hasMessageContaining("at most 0 B alive at once");
  }

  @LimitPeak("2 KiB")
  static class OnClassTestCases {

    @BeforeEach
    @AfterEach
    void others() {
      kept = null;
      kept = new byte[4080];
      kept = null;
    }

    @Test
    void exactly() {
      kept = new byte[2032];
    }

    @Test
    void sixteenMore() {
      kept = new Object[] {new byte[2008], new Object()}; // the array of both has 24 bytes
    }

    @Test
    void oneAtATime() {
      for (int i = 0; i < 10; i++) {
        kept = null;
        kept = new byte[2032];
      }
    }

    @Test
    void twoAtOnce() {
      kept = new byte[1016];
      kept = new byte[1016]; // the first one is held until this one is there
    }

    @Test
    @LimitPeak("3 KiB")
    void widened() {
      kept = new byte[3056];
    }

    @Test
    @WithoutMemoryLimits
    void lifted() {
      kept = new byte[4080];
    }
  }

  @LimitPeak("2 KiB")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Frugal {}

  @Frugal
  static class ComposedTestCases {
    @Test
    void tooMuch() {
      kept = new byte[3056];
    }
  }

  @LimitPeak("2 KiB")
  static class OuterTestCases {
    @Nested
    class InnerTestCases {
      @Test
      void tooMuch() {
        kept = new byte[3056];
      }
    }
  }

  static class CombinedTestCases {
    @Test
    @LimitPeak("2 KiB")
    @LimitAllocations(bytes = "1 KiB")
    void tooMuch() {
      kept = new byte[3056];
    }
  }

  static class FailingTestCases {
    static final List<AssertionError> OWN = List.of(new AssertionError("its own"));

    @Test
    @LimitPeak("1 KiB")
    void fails() {
      kept = new byte[3056];
      throw OWN.get(0);
    }
  }

  @LimitPeak("2 KiB")
  static class ManyTestCases {

    @ParameterizedTest(name = "sized {0}")
    @ValueSource(ints = {1000, 3000})
    void sized(int bytes) {
      kept = new byte[bytes];
    }

    @TestFactory
    Stream<DynamicTest> dynamic() {
      return Stream.of(1, 2)
          .map(i -> DynamicTest.dynamicTest("dynamic " + i, () -> kept = new byte[i * 1200]));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void timed() {
      kept = new byte[3056];
    }

    @Test
    void withThread() throws InterruptedException {
      Thread thread = new Thread(() -> kept = new byte[3056]);
      thread.start();
      thread.join(Duration.ofMinutes(1).toMillis());
    }
  }

  static class NoSizeTestCases {
    @Test
    @LimitPeak("8 megs")
    void refused() {
      kept = new byte[1008];
    }
  }

  @TrackMemory(threads = Threads.ALL)
  static class AllThreadsTestCases {
    @Test
    @LimitPeak("2 KiB")
    void tooMuch() {
      kept = new Object[] {new byte[1008], new byte[1008], new byte[1008]};
    }
  }

  static class PlainTestCases {
    @Test
    void tooMuch() {
      kept = new byte[3056];
    }
  }

  @TrackMemory
  static class TrackedTestCases {
    @Test
    void tooMuch() {
      kept = new byte[3056];
    }

    @Test
    @LimitPeak("4 KiB")
    void widened() {
      kept = new byte[3056];
    }

    @Test
    @WithoutMemoryLimits
    void lifted() {
      kept = new byte[3056];
    }
  }
}
