package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.KeepingTestCases;
import com.acme.Sessions;
import io.trackmemory.extension.Fixtures.Outcome;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class NoGrowthTest {

  @AfterEach
  void clear() {
    Sessions.clear();
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void leak_failsTheLastRepetition() {
    Outcome outcome = Fixtures.run(LeakTestCases.class);
    assertThat(outcome.passed()).hasSize(9);
    assertThat(outcome.failed()).containsExactly("repetition 10 of 10");
    assertThat(outcome.failureOf("repetition 10 of 10"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith("Expecting the scope to leave no growth but with each run it left")
        .hasMessageContaining("held by com.acme.Sessions.OPEN, growing by")
        .hasMessageEndingWith("To accept: trackmemory.leaks.ignore=com.acme.Sessions.OPEN");
  }

  @Test
  @Tag("slow")
  void cacheOfFirstUse_andFieldsOfTheInstance_pass() {
    Outcome outcome = Fixtures.run(CacheTestCases.class);
    assertThat(outcome.failed()).as(outcome.toString()).isEmpty();
  }

  @Test
  @Tag("slow")
  void oneInstanceForAll_itsFieldsCount() {
    Outcome outcome = Fixtures.run(KeepingTestCases.class);
    assertThat(outcome.failed()).containsExactly("repetition 10 of 10");
    assertThat(outcome.failureOf("repetition 10 of 10"))
        .hasMessageContaining("held by the test instance.kept");
  }

  @Test
  void onClass_liftedByMethod() {
    Outcome outcome = Fixtures.run(OnClassTestCases.class);
    assertThat(outcome.failed()).containsExactly("five 5", "once()");
    assertThat(outcome.failureOf("five 5"))
        .hasMessage(
            "Cannot certify @NoGrowth: growth shows in 10 runs or more, and there" + " are 5");
    assertThat(outcome.failureOf("once()"))
        .hasMessage(
            "Cannot certify @NoGrowth: growth shows in 10 runs or more, and there" + " is 1");
  }

  @Test
  void besideEachOther_isNotCertified() {
    Outcome outcome = Fixtures.run(BesideTestCases.class, Fixtures.PARALLEL);
    assertThat(outcome.failed()).containsExactly("repetition 10 of 10");
    assertThat(outcome.failureOf("repetition 10 of 10")).hasMessageStartingWith("Cannot certify ");
  }

  @NoGrowth
  @Retention(RetentionPolicy.RUNTIME)
  @interface Level {}

  static class LeakTestCases {
    @RepeatedTest(10)
    @Level
    void leaks() {
      Sessions.open();
    }
  }

  static class CacheTestCases {
    private final List<Object> kept = new ArrayList<>();

    @RepeatedTest(10)
    @NoGrowth
    void caches() {
      Sessions.cached();
      kept.add(new byte[100]);
    }
  }

  @NoGrowth
  static class OnClassTestCases {
    @RepeatedTest(value = 5, name = "five {currentRepetition}")
    void five() {}

    @Test
    void once() {}

    @RepeatedTest(10)
    @WithoutMemoryLimits
    void lifted() {
      Sessions.open();
    }
  }

  static class BesideTestCases {
    @RepeatedTest(10)
    @NoGrowth
    void nothing() throws InterruptedException {
      Sessions.meet();
    }
  }
}
