package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;

/** Known leaks: accepted, expired, stale. */
class ExpectLeakTest {

  static final List<Object> HELD = Collections.synchronizedList(new ArrayList<>());
  static final Map<Object, Object> CACHE = Collections.synchronizedMap(new HashMap<>());

  private static final String PAST = "2020-01-31";
  private static final String FUTURE = "2999-01-31";

  static class Session {
    final byte[] buffer = new byte[100];
  }

  static final class AdminSession extends Session {}

  static final class Other {
    final long[] numbers = new long[10];
  }

  @AfterEach
  void clear() {
    HELD.clear();
    CACHE.clear();
  }

  private static String failure(Outcome outcome, String test) {
    Throwable failure = outcome.failureOf(test);
    assertThat(failure).isInstanceOf(AssertionFailedError.class);
    return String.valueOf(failure.getMessage());
  }

  @Test
  void onMethod_coversWhatItNamesAndNothingElse() {
    Outcome outcome = Fixtures.run(OnMethodTestCases.class);

    assertThat(outcome.passed())
        .as(outcome.toString())
        .containsExactly(
            "byHolder()",
            "bySuperclass()",
            "byType()",
            "byTypeAndHolder()",
            "byTypeName()",
            "entryOfMap()",
            "severalTypes()");
    assertThat(outcome.failed())
        .containsExactly(
            "anotherHolder()", "anotherInTheSameHolder()", "exactTypeName()", "onlyAPart()");
    assertThat(failure(outcome, "anotherInTheSameHolder()"))
        .contains("it leaked 1 (")
        .contains("1 x " + Other.class.getName())
        .containsPattern("Object\\[]\\[\\d+]\n      " + Pattern.quote(Other.class.getName()) + "\n")
        .doesNotContain("1 x " + Session.class.getName())
        .contains("Known leak, no failure until 2999-01-31 (JIRA-1): 1 object, 16 B");
  }

  static class OnMethodTestCases {

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void byType() {
      HELD.add(new Session());
      HELD.add(new Session());
    }

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1")
    void bySuperclass() {
      HELD.add(new AdminSession());
    }

    @Test
    @ExpectLeak(
        typeName = "io.trackmemory.extension.ExpectLeakTest$Session",
        reason = "JIRA-1",
        until = FUTURE)
    void byTypeName() {
      HELD.add(new Session());
    }

    @Test
    @ExpectLeak(
        typeName = "io.trackmemory.extension.ExpectLeakTest$Session",
        reason = "JIRA-1",
        until = FUTURE)
    void exactTypeName() {
      HELD.add(new AdminSession());
    }

    @Test
    @ExpectLeak(heldBy = "ExpectLeakTest.HELD", reason = "JIRA-1", until = FUTURE)
    void byHolder() {
      HELD.add(new Session());
      HELD.add(new Other());
    }

    @Test
    @ExpectLeak(type = Session.class, heldBy = "HELD", reason = "JIRA-1", until = FUTURE)
    void byTypeAndHolder() {
      HELD.add(new Session());
    }

    @Test
    @ExpectLeak(type = Session.class, heldBy = "HELD", reason = "JIRA-1", until = FUTURE)
    void anotherHolder() {
      CACHE.put("key", new Session());
    }

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void anotherInTheSameHolder() {
      HELD.add(new Session());
      HELD.add(new Other());
    }

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    @ExpectLeak(type = Other.class, reason = "JIRA-2", until = FUTURE)
    void severalTypes() {
      HELD.add(new Session());
      HELD.add(new Other());
    }

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void entryOfMap() {
      CACHE.put(new long[3], new Session());
    }

    @Test
    @ExpectLeak(type = byte[].class, reason = "JIRA-1", until = FUTURE)
    void onlyAPart() {
      HELD.add(new Session());
    }
  }

  @Test
  void failure_endsWithTheLineThatAccepts() {
    Outcome outcome = Fixtures.run(UnknownTestCases.class);

    assertThat(failure(outcome, "leaks()"))
        .endsWith(
            "\nTo accept: @ExpectLeak(heldBy = \"io.trackmemory.extension.ExpectLeakTest.HELD\","
                + " reason = \"...\")");
    assertThat(Fixtures.run(AcceptedTestCases.class).passed()).containsExactly("leaks()");
  }

  @NoLeaks
  static class UnknownTestCases {
    @Test
    void leaks() {
      HELD.add(new Session());
    }
  }

  static class AcceptedTestCases {
    @Test
    @ExpectLeak(heldBy = "io.trackmemory.extension.ExpectLeakTest.HELD", reason = "...")
    void leaks() {
      HELD.add(new Session());
    }
  }

  @Test
  void day_hasCome_failsAndSaysSo() {
    Outcome outcome = Fixtures.run(ExpiredTestCases.class);

    assertThat(outcome.passed()).isEmpty();
    assertThat(failure(outcome, "leaks()"))
        .contains("it leaked 1 (16 B)")
        .contains("Known leak, expired on 2020-01-31 (JIRA-1): 1 object, 16 B");
    assertThat(failure(outcome, "mended()"))
        .isEqualTo(
            """
            Expecting a known leak to occur but it did not: it is mended, or the annotation is stale
              @ExpectLeak(type = ExpectLeakTest.Session.class, reason = "JIRA-1", until = "2020-01-31")
            To accept: remove the annotation""");
  }

  static class ExpiredTestCases {
    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = PAST)
    void leaks() {
      HELD.add(new Session());
    }

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = PAST)
    void mended() {}
  }

  @Test
  void stale_isAFailure_butNotOfATestThatFailed() {
    Outcome outcome = Fixtures.run(StaleTestCases.class);

    assertThat(outcome.failed()).containsExactly("broken()", "misspelt()", "stale()");
    assertThat(failure(outcome, "stale()"))
        .startsWith("Expecting a known leak to occur but it did not: ");
    assertThat(failure(outcome, "misspelt()"))
        .contains("\nNo class com.acme.Sesion is loaded: check how the name is written\n");
    assertThat(outcome.failureOf("broken()"))
        .isInstanceOf(IllegalStateException.class)
        .hasNoSuppressedExceptions();
  }

  static class StaleTestCases {
    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void stale() {
      HELD.remove(new Session());
    }

    @Test
    @ExpectLeak(typeName = "com.acme.Sesion", reason = "JIRA-1", until = FUTURE)
    void misspelt() {}

    @Test
    @ExpectLeak(type = Session.class, reason = "JIRA-1", until = FUTURE)
    void broken() {
      throw new IllegalStateException("before the leak");
    }
  }

  @Test
  void onClass_mustOccurInOneOfItsTests() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);

    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
    assertThat(outcome.results().containerEvents().failed().count())
        .as(outcome.toString())
        .isZero();
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
    assertThat(failure(outcome, "ExpectLeakTest$StaleClassTestCases"))
        .isEqualTo(
            """
            Expecting a known leak to occur but it did not in any test of StaleClassTestCases: it is mended, or the annotation is stale
              @ExpectLeak(type = ExpectLeakTest.Session.class, reason = "JIRA-1", until = "2999-01-31")
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
    assertThat(outcome.results().containerEvents().failed().count())
        .as(outcome.toString())
        .isZero();
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
    assertThat(failure(outcome, "never()"))
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
    assertThat(outcome.results().containerEvents().failed().count())
        .as(outcome.toString())
        .isZero();
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
    assertThat(outcome.results().containerEvents().failed().count())
        .as(outcome.toString())
        .isZero();
    HELD.clear();

    assertThat(
            failure(Fixtures.run(StaleWholeTestCases.class), "ExpectLeakTest$StaleWholeTestCases"))
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
    assertThat(outcome.failureOf("ExpectLeakTest$BadTestCases"))
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
