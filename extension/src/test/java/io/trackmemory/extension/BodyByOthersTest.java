package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.extension.Runners.DetectedRunner;
import io.trackmemory.extension.Runners.InAnotherLoader;
import io.trackmemory.extension.Runners.OnAnotherInstance;
import io.trackmemory.extension.Runners.OnAnotherThread;
import io.trackmemory.extension.Runners.OnSameInstance;
import io.trackmemory.sample.Marks;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies that another extension runs itself. */
class BodyByOthersTest {

  @AfterEach
  void clear() {
    Marks.clear();
    BodyTestCases.DIRECT.clear();
  }

  @Test
  void extensionThatRunsTheBody_leavesItJudged() {
    assertJudged(AnotherLoaderTestCases.class);
    assertJudged(AnotherThreadTestCases.class);
  }

  @Test
  @Tag("slow")
  void extensionThatRunsTheBody_inEveryOrderAndWay_leavesItJudged() {
    for (Class<?> fixture :
        List.of(
            SameInstanceTestCases.class,
            InnerSameInstanceTestCases.class,
            AnotherInstanceTestCases.class,
            InnerAnotherLoaderTestCases.class,
            FieldTestCases.class,
            PerClassTestCases.class)) {
      assertJudged(fixture);
    }
  }

  private void assertJudged(Class<?> fixture) {
    assertJudged(Fixtures.run(fixture), fixture);
    clear();
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void extensionThatIsDetected_leavesItJudged() {
    assertJudged(
        Fixtures.run(
            PlainTestCases.class,
            "junit.jupiter.extensions.autodetection.enabled",
            "true",
            DetectedRunner.KEY,
            "true"),
        PlainTestCases.class);
  }

  private static void assertJudged(Outcome outcome, Class<?> fixture) {
    String all = fixture.getSimpleName() + "\n" + outcome;
    assertThat(outcome.passed())
        .as(all)
        .containsExactly(
            "checked(MemoryScope)",
            "inner seven()",
            "keepsNone()",
            "keepsNothing()",
            "number 7",
            "repetition 1 of 2",
            "repetition 2 of 2",
            "seven()");
    assertThat(outcome.failed())
        .as(all)
        .containsExactly(
            "allocates()",
            "eight()",
            "inner eight()",
            "keeps()",
            "keepsDirect()",
            "leaks()",
            "leaksBefore()",
            "number 8");
    for (String eight : List.of("eight()", "inner eight()", "number 8")) {
      assertThat(outcome.failureOf(eight)).as(all).hasMessageContaining("but it made 8 (128 B)");
    }
    assertThat(outcome.verdictOn("allocates()")).contains("no allocations but it made 1 (16 B)");
    assertThat(outcome.verdictOn("keeps()")).startsWith("Expecting");
    assertThat(outcome.verdictOn("keepsDirect()")).contains("1 block (1000 B)");
    assertThat(outcome.verdictOn("leaks()")).contains("leaked 1 (16 B)");
    assertThat(outcome.verdictOn("leaksBefore()")).contains("leaked 1 (16 B)");
  }

  @ExtendWith(OnSameInstance.class)
  @TrackMemory
  static class SameInstanceTestCases extends BodyTestCases {}

  @TrackMemory
  @ExtendWith(OnSameInstance.class)
  static class InnerSameInstanceTestCases extends BodyTestCases {}

  @ExtendWith(OnAnotherInstance.class)
  @TrackMemory
  static class AnotherInstanceTestCases extends BodyTestCases {}

  @ExtendWith(InAnotherLoader.class)
  @TrackMemory
  static class AnotherLoaderTestCases extends BodyTestCases {}

  @TrackMemory
  @ExtendWith(InAnotherLoader.class)
  static class InnerAnotherLoaderTestCases extends BodyTestCases {}

  @ExtendWith(OnAnotherThread.class)
  @TrackMemory
  static class AnotherThreadTestCases extends BodyTestCases {}

  @TrackMemory
  static class FieldTestCases extends BodyTestCases {
    @RegisterExtension static final InvocationInterceptor RUNNER = new OnSameInstance();
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @ExtendWith(OnSameInstance.class)
  @TrackMemory
  static class PerClassTestCases extends BodyTestCases {}

  @TrackMemory
  static class PlainTestCases extends BodyTestCases {}
}
