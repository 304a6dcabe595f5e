package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Known leaks of a class, a template or a factory: one of its tests must have them. */
@Tag("slow")
class ExpectLeakOfSeveralTest {

  static final List<Object> HELD = Collections.synchronizedList(new ArrayList<>());

  private static final String FUTURE = "2999-01-31";

  static final class Session {
    final byte[] buffer = new byte[100];
  }

  static final class Other {
    final long[] numbers = new long[10];
  }

  @AfterEach
  void clear() {
    HELD.clear();
  }

  @Test
  void onClass_mustOccurInOneOfItsTests() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);

    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.containersFailed()).as(outcome.toString()).isEmpty();
  }

  @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
  static class OnClassTestCases {
    @Test
    void none() {}

    @Nested
    class Inner {
      @Test
      void leaks() {
        HELD.add(new Session());
      }

      @Test
      @ExpectLeak(type = Other.class, reason = "JIRA-2", until = FUTURE)
      void leaksBoth() {
        HELD.add(new Session());
        HELD.add(new Other());
      }
    }
  }

  @Test
  void onClass_occursInNone_failsTheClassOnce() {
    Outcome outcome = Fixtures.run(StaleClassTestCases.class);

    assertThat(outcome.passed()).containsExactly("one()", "two()");
    assertThat(outcome.results().containerEvents().failed().count()).isEqualTo(1);
    assertThat(outcome.verdictOn(StaleClassTestCases.class))
        .isEqualTo(
            """
            Expecting a known leak to occur but it did not in any test of StaleClassTestCases: it is mended, or the annotation is stale
              @ExpectLeak(type = ExpectLeakOfSeveralTest.Session.class, reason = "JIRA-1", until = "2999-01-31")
            To accept: remove the annotation""");
  }

  @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
  static class StaleClassTestCases {
    @Test
    void one() {}

    @Test
    void two() {}

    @Test
    @Disabled("of no matter")
    void disabled() {}

    @Test
    @WithoutMemoryLimits
    void lifted() {
      throw new org.opentest4j.TestAbortedException("of no matter either");
    }
  }

  @Test
  void onClass_oneTestFailed_saysNothing() {
    Outcome outcome = Fixtures.run(BrokenClassTestCases.class);

    assertThat(outcome.failed()).containsExactly("broken()");
    assertThat(outcome.containersFailed()).as(outcome.toString()).isEmpty();
  }

  @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
  static class BrokenClassTestCases {
    @Test
    void none() {}

    @Test
    void broken() {
      throw new IllegalStateException("before the leak");
    }
  }

  @Test
  void onTemplate_mustOccurInOneInvocation() {
    Outcome outcome = Fixtures.run(RepeatedTestCases.class);

    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.results().containerEvents().failed().count()).isEqualTo(1);
    assertThat(outcome.verdictOn("never()"))
        .startsWith("Expecting a known leak to occur but it did not in any invocation: ");
  }

  static class RepeatedTestCases {
    @RepeatedTest(2)
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void second(RepetitionInfo repetition) {
      if (repetition.getCurrentRepetition() == 2) {
        HELD.add(new Session());
      }
    }

    @RepeatedTest(2)
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void never() {}
  }

  @Test
  void onFactory_mustOccurInOneDynamicTest() {
    Outcome outcome = Fixtures.run(FactoryTestCases.class);

    assertThat(outcome.passed()).as(outcome.toString()).containsExactly("leaks", "none");
    assertThat(outcome.containersFailed()).as(outcome.toString()).isEmpty();
  }

  static class FactoryTestCases {
    @TestFactory
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    List<DynamicTest> tests() {
      return List.of(
          DynamicTest.dynamicTest("none", () -> {}),
          DynamicTest.dynamicTest("leaks", () -> HELD.add(new Session())));
    }
  }

  @Test
  void classJudgedAsAWhole_acceptsKnownLeaksOfItselfAndItsTests() {
    Outcome outcome = Fixtures.run(WholeTestCases.class);
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.containersFailed()).as(outcome.toString()).isEmpty();
    HELD.clear();

    assertThat(Fixtures.run(StaleWholeTestCases.class).verdictOn(StaleWholeTestCases.class))
        .startsWith(
            "Expecting a known leak to occur but it did not in any test of StaleWholeTestCases: ");
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
  static class WholeTestCases {
    @Test
    void leaks() {
      HELD.add(new Session());
    }

    @Test
    @ExpectLeak(type = Other.class, reason = "JIRA-2", until = FUTURE)
    void leaksItsOwn() {
      HELD.add(new Other());
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
  static class StaleWholeTestCases {
    @Test
    void none() {}
  }

  @Test
  void badValue_failsTheClassOnce() {
    Outcome outcome = Fixtures.run(BadTestCases.class);

    assertThat(outcome.passed()).isEmpty();
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.failureOf(BadTestCases.class))
        .hasStackTraceContaining(
            "until of @ExpectLeak must be a day such as \"2027-01-31\": \"31.01.2027\"");
  }

  @ExpectLeak(type = Session.class, reason = "JIRA-1", until = "31.01.2027")
  static class BadTestCases {
    @Test
    void one() {}

    @Test
    void two() {}
  }
}
