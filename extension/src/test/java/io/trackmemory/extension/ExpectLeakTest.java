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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  @Tag("slow")
  @Tag("jdk")
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
    assertThat(outcome.verdictOn("anotherInTheSameHolder()"))
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

    assertThat(outcome.verdictOn("leaks()"))
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
    assertThat(outcome.verdictOn("leaks()"))
        .contains("it leaked 1 (16 B)")
        .contains("Known leak, expired on 2020-01-31 (JIRA-1): 1 object, 16 B");
    assertThat(outcome.verdictOn("mended()"))
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
    assertThat(outcome.verdictOn("stale()"))
        .startsWith("Expecting a known leak to occur but it did not: ");
    assertThat(outcome.verdictOn("misspelt()"))
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
}
