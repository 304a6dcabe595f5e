package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class NoLeaksTest {

  static final Map<Object, Object> REGISTRY = new ConcurrentHashMap<>();

  @AfterEach
  void clear() {
    REGISTRY.clear();
  }

  @Test
  void onClass_failsTheTestThatLeaks() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);
    assertThat(outcome.passed()).containsExactly("cleansUp()", "keepsInItself()", "nothing()");
    assertThat(outcome.failed()).containsExactly("leaks()");
    assertThat(outcome.failureOf("leaks()"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("REGISTRY")
        .hasMessageContaining(Session.class.getName());
  }

  @Test
  void onMethod_looksAtSetUpAndTearDownToo() {
    Outcome outcome = Fixtures.run(LifecycleTestCases.class);
    assertThat(outcome.failed())
        .containsExactly("leakInConstructor()", "leakInSetUp()", "leakInTearDown()");
    assertThat(outcome.passed()).containsExactly("notJudged()");
  }

  @Test
  void isJudgedAfterTheCleanUpOfOtherExtensions() {
    assertThat(Fixtures.run(CleanedTestCases.class).failed()).isEmpty();
  }

  @Test
  void withOneInstanceForAllTests_leavesItsFieldsOut() {
    Outcome outcome = Fixtures.run(PerClassTestCases.class);
    assertThat(outcome.passed()).containsExactly("keepsInField()");
    assertThat(outcome.failed()).containsExactly("leaks()");
  }

  @Test
  void nested_leavesEnclosingInstancesOut() {
    Outcome outcome = Fixtures.run(OuterTestCases.class);
    assertThat(outcome.passed()).containsExactly("keepsInOuter()");
    assertThat(outcome.failed()).containsExactly("leaks()");
  }

  @Test
  void testFactory_judgesEachDynamicTest() {
    Outcome outcome = Fixtures.run(FactoryTestCases.class);
    assertThat(outcome.passed()).containsExactly("none");
    assertThat(outcome.failed()).containsExactly("one");
    assertThat(outcome.results().containerEvents().failed().count())
        .as(outcome.toString())
        .isZero();
  }

  @Test
  void parameterizedTest_leavesItsArgumentsOut() {
    Outcome outcome = Fixtures.run(ParameterizedTestCases.class);
    assertThat(outcome.failed()).isEmpty();
  }

  @Test
  void timeoutInAnotherThread_stillJudges() {
    assertThat(Fixtures.run(TimeoutTestCases.class).failed()).containsExactly("leaks()");
  }

  @Test
  @Tag("slow")
  void setting_allowsSomeObjects() {
    Class<?> fixture = CountedTestCases.class;
    assertThat(Fixtures.run(fixture, "trackmemory.limit.leaks", "none").failed())
        .containsExactly("one()", "two()");
    Outcome outcome = Fixtures.run(fixture, "trackmemory.limit.leaks", "2");
    assertThat(outcome.failed()).containsExactly("two()");
    assertThat(Fixtures.run(fixture, "trackmemory.limit.leaks", "1 MiB").failed()).isEmpty();
    assertThat(Fixtures.run(fixture, "trackmemory.limit.leaks", "8 B").failed())
        .containsExactly("one()", "two()");
  }

  static final class Session {
    final byte[] buffer = new byte[100];
  }

  @NoLeaks
  static class OnClassTestCases {
    Session field = new Session();

    @Test
    void nothing() {}

    @Test
    void keepsInItself() {
      field = new Session();
    }

    @Test
    void cleansUp() {
      REGISTRY.put("cleansUp", new Session());
      REGISTRY.remove("cleansUp");
    }

    @Test
    void leaks() {
      REGISTRY.put("leaks", new Session());
    }
  }

  static class LifecycleTestCases {
    private String test = "";

    LifecycleTestCases(org.junit.jupiter.api.TestInfo info) {
      test = info.getDisplayName();
      leakIn("leakInConstructor()");
    }

    @BeforeEach
    void setUp() {
      leakIn("leakInSetUp()");
    }

    @Test
    @NoLeaks
    void leakInConstructor() {}

    @Test
    @NoLeaks
    void leakInSetUp() {}

    @Test
    @NoLeaks
    void leakInTearDown() {}

    @Test
    void notJudged() {
      leakIn("notJudged()");
    }

    @AfterEach
    void tearDown() {
      leakIn("leakInTearDown()");
    }

    private void leakIn(String name) {
      if (test.equals(name)) {
        REGISTRY.put(name, new Session());
      }
    }
  }

  static final class Cleaner implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
      REGISTRY.clear();
    }
  }

  @ExtendWith(Cleaner.class)
  @NoLeaks
  static class CleanedTestCases {

    @Test
    void leavesCleanUpToTheExtension() {
      REGISTRY.put("cleaned", new Session());
    }
  }

  @NoLeaks
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCases {
    private final List<Session> field = new ArrayList<>();

    @Test
    void keepsInField() {
      field.add(new Session());
    }

    @Test
    void leaks() {
      REGISTRY.put("leaks", new Session());
    }
  }

  @NoLeaks
  static class OuterTestCases {
    Session field = new Session();

    @Nested
    class Inner {

      @Test
      void keepsInOuter() {
        field = new Session();
      }

      @Test
      void leaks() {
        REGISTRY.put(field, new Session());
      }
    }
  }

  static class FactoryTestCases {
    @NoLeaks
    @TestFactory
    Stream<DynamicTest> tests() {
      List<Session> captured = new ArrayList<>();
      return Stream.of(
          DynamicTest.dynamicTest("none", () -> captured.add(new Session())),
          DynamicTest.dynamicTest("one", () -> REGISTRY.put("one", new Session())));
    }
  }

  @NoLeaks
  static class ParameterizedTestCases {

    static Stream<List<Session>> lists() {
      return Stream.of(new ArrayList<>(), new ArrayList<>());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void fillsItsArgument(List<Session> list) {
      list.add(new Session());
    }
  }

  @NoLeaks
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static class TimeoutTestCases {
    @Test
    void leaks() {
      REGISTRY.put("leaks", new Session());
    }

    @Test
    void nothing() {}
  }

  @TrackMemory
  static class CountedTestCases {
    static final Object[] KEPT = new Object[4];

    @Test
    void one() {
      KEPT[0] = new Object();
    }

    @Test
    void two() {
      KEPT[1] = new Object[] {new Object(), new Object()};
    }
  }
}
