package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where {@code @NoLeaks(scope = LeakScope.CLASS)} may stand, and what stands nearer. */
@Tag("slow")
class ClassLeaksDeclaredTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void inherited_fromSuperclassInterfaceAndAnnotation() {
    assertThat(Fixtures.run(SubclassTestCases.class).verdictOn(SubclassTestCases.class))
        .contains("leaked 1 (16 B)");
    assertThat(Fixtures.run(ImplementingTestCases.class).verdictOn(ImplementingTestCases.class))
        .contains("leaked 1 (16 B)");
    assertThat(Fixtures.run(ComposedTestCases.class).verdictOn(ComposedTestCases.class))
        .contains("leaked 1 (16 B)");
  }

  @Test
  void nearerTestScope_judgesTheTest_andTheClassToo() {
    Outcome outcome = Fixtures.run(NearerTestCases.class);
    assertThat(outcome.failed()).containsExactly("judged()");
    assertThat(outcome.failureOf("judged()")).hasMessageContaining("leaked 1 (16 B)");
    assertThat(outcome.verdictOn(NearerTestCases.class)).contains("leaked 2 (32 B)");
  }

  @Test
  void subclassWithTestScope_judgesItsTestsOnly() {
    Outcome outcome = Fixtures.run(BackToTestsTestCases.class);
    assertThat(outcome.failed()).containsExactly("leaks()");
    assertThat(outcome.containersFailed()).isEmpty();
  }

  @Test
  void lift_takesATestOut() {
    Fixtures.assertPasses(LiftedTestCases.class, 2);
  }

  @Test
  void settings_judgeNoTestOfTheClass() {
    Outcome outcome =
        Fixtures.run(ClassLeaksTest.FixtureTestCases.class, "trackmemory.limit.leaks", "none");
    outcome.assertNothingFailed();
  }

  @Test
  void onMethod_isAnError() {
    assertThat(Fixtures.run(OnMethodTestCases.class).failureOf("judgedAsAClass()"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "@NoLeaks(scope = LeakScope.CLASS) must stand on a class, not on a method:"
                + " OnMethodTestCases.judgedAsAClass");
  }

  static class SubclassTestCases extends ClassLeaksTest.LeakingTestCases {}

  @NoLeaks(scope = LeakScope.CLASS)
  interface Leakless {

    @Test
    default void ofInterface() {
      Marks.keep();
    }
  }

  static class ImplementingTestCases implements Leakless {}

  @NoLeaks(scope = LeakScope.CLASS)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Clean {}

  @Clean
  static class ComposedTestCases {

    @Test
    void leaks() {
      Marks.keep();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class NearerTestCases {

    @Test
    @NoLeaks
    void judged() {
      Marks.keep();
    }

    @Test
    void notJudged() {
      Marks.keep();
    }
  }

  @NoLeaks
  static class BackToTestsTestCases extends ClassLeaksTest.LeakingTestCases {}

  @NoLeaks(scope = LeakScope.CLASS)
  static class LiftedTestCases {

    @Test
    @WithoutMemoryLimits
    void lifted() {
      Marks.keep();
    }

    @Nested
    @WithoutMemoryLimits
    class Free {

      @Test
      void inLiftedClass() {
        Marks.keep();
      }
    }
  }

  static class OnMethodTestCases {

    @Test
    @NoLeaks(scope = LeakScope.CLASS)
    void judgedAsAClass() {}
  }
}
