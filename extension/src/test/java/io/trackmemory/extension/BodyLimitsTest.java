package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class BodyLimitsTest {

  @Test
  void noAllocations_onClass_judgesTheBodyOnly() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);
    assertThat(outcome.passed()).containsExactly("nothing()");
    assertThat(outcome.failed()).containsExactly("something()");
    assertThat(outcome.failureOf("something()"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("no allocations but it made 1")
        .hasMessageContaining("1 x java.lang.Object");
  }

  @Test
  void limitAllocations_onMethod_judgesCountAndBytes() {
    Outcome outcome = Fixtures.run(OnMethodTestCases.class);
    assertThat(outcome.passed()).containsExactly("fewBytes()", "twoOfTwo()", "unlimited()");
    assertThat(outcome.failed()).containsExactly("manyBytes()", "threeOfTwo()", "tooManyOfBoth()");
    assertThat(outcome.failureOf("threeOfTwo()"))
        .hasMessageContaining("at most 2 allocations but it made 3");
    assertThat(outcome.failureOf("tooManyOfBoth()").getSuppressed()).hasSize(1);
  }

  @Test
  void limits_asMetaAnnotation() {
    assertThat(Fixtures.run(ComposedTestCases.class).failed()).containsExactly("something()");
  }

  @Test
  void limits_areInheritedByNestedClassesAndSubclasses() {
    assertThat(Fixtures.run(SubclassTestCases.class).failed())
        .containsExactly("another()", "something()");
    Outcome nested = Fixtures.run(OuterTestCases.class);
    assertThat(nested.failed()).containsExactly("something()");
    assertThat(nested.passed()).containsExactly("lifted()", "widened()");
  }

  @Test
  void limits_withTemplates_judgeEachInvocation() {
    Outcome outcome = Fixtures.run(TemplateTestCases.class);
    assertThat(outcome.passed())
        .containsExactly("repetition 1 of 2", "repetition 2 of 2", "sized 0");
    assertThat(outcome.failed()).containsExactly("sized 1");
  }

  @Test
  void limits_withTestFactory_judgeEachDynamicTest() {
    Outcome outcome = Fixtures.run(FactoryTestCases.class);
    assertThat(outcome.passed()).containsExactly("none");
    assertThat(outcome.failed()).containsExactly("one");
  }

  @Test
  void limits_withTimeoutInAnotherThread_stillJudge() {
    Outcome outcome = Fixtures.run(TimeoutTestCases.class);
    assertThat(outcome.passed()).containsExactly("nothing()");
    assertThat(outcome.failed()).containsExactly("something()");
    assertThat(outcome.failureOf("something()")).hasMessageContaining("but it made 1");
  }

  @Test
  void limits_withOneInstanceForAllTests() {
    assertThat(Fixtures.run(PerClassTestCases.class).failed()).containsExactly("something()");
  }

  @Test
  void limits_ofSettings_needATrackedTest() {
    String[] limit = {"trackmemory.limit.count", "none"};
    assertThat(Fixtures.run(PlainTestCases.class, limit).failed()).isEmpty();
    assertThat(Fixtures.run(TrackedTestCases.class, limit).failed()).containsExactly("something()");
  }

  static final List<Object> KEPT = new ArrayList<>();

  @NoAllocations
  static class OnClassTestCases {
    Object field = new Object();

    @BeforeEach
    void allocate() {
      field = new Object();
    }

    @Test
    void nothing() {
      KEPT.clear();
    }

    @Test
    void something() {
      field = new Object();
    }

    @AfterEach
    void allocateAgain() {
      field = new Object();
    }
  }

  static class OnMethodTestCases {
    Object field = this;

    @Test
    @LimitAllocations(count = 2)
    void twoOfTwo() {
      field = new Object[] {new Object()};
    }

    @Test
    @LimitAllocations(count = 2)
    void threeOfTwo() {
      field = new Object[] {new Object(), new Object()};
    }

    @Test
    @LimitAllocations(bytes = "1 KiB")
    void fewBytes() {
      field = new byte[1000];
    }

    @Test
    @LimitAllocations(bytes = "1 KiB")
    void manyBytes() {
      field = new byte[1024];
    }

    @Test
    @LimitAllocations(count = 0, bytes = "8 B")
    void tooManyOfBoth() {
      field = new Object();
    }

    @Test
    void unlimited() {
      field = new Object();
    }
  }

  @NoAllocations
  @Retention(RetentionPolicy.RUNTIME)
  @interface Frugal {}

  @Frugal
  static class ComposedTestCases {
    Object field = this;

    @Test
    void something() {
      field = new Object();
    }
  }

  static class SubclassTestCases extends OnClassTestCases {
    Object own = this;

    @Test
    void another() {
      own = new Object();
    }
  }

  @LimitAllocations(count = 0)
  static class OuterTestCases {

    @Nested
    class Inner {
      Object field = this;

      @Test
      void something() {
        field = new Object();
      }

      @Test
      @LimitAllocations(count = 1)
      void widened() {
        field = new Object();
      }

      @Test
      @WithoutMemoryLimits
      void lifted() {
        field = new Object();
      }
    }
  }

  static class TemplateTestCases {
    Object field = this;

    @NoAllocations
    @ParameterizedTest(name = "sized {0}")
    @ValueSource(ints = {0, 1})
    void sized(int count) {
      if (count > 0) {
        field = new Object();
      }
    }

    @NoAllocations
    @RepeatedTest(2)
    void repeated() {}
  }

  static class FactoryTestCases {
    Object field = this;

    @NoAllocations
    @TestFactory
    Stream<DynamicTest> tests() {
      return Stream.of(
          DynamicTest.dynamicTest("none", () -> {}),
          DynamicTest.dynamicTest("one", () -> field = new Object()));
    }
  }

  @NoAllocations
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static class TimeoutTestCases {
    Object field = Duration.ZERO;

    @Test
    void nothing() {}

    @Test
    void something() {
      field = new Object();
    }
  }

  @NoAllocations
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCases {
    Object field = new Object();

    @Test
    void nothing() {}

    @Test
    void something() {
      field = new Object();
    }
  }

  static class PlainTestCases {
    Object field = this;

    @Test
    void something() {
      field = new Object();
    }
  }

  @TrackMemory
  static class TrackedTestCases extends PlainTestCases {}
}
