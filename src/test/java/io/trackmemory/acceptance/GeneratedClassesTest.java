package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.messageOf;
import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Generating;
import io.trackmemory.extension.ExpectLeak;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.tracker.ThrowingRunnable;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that each run generates is a leak where several runs were seen, and first use in one. */
class GeneratedClassesTest {

  private static final String OWN_LOADER = "io.trackmemory.acceptance.code.Generating$OwnLoader";

  @TempDir Path folder;

  @AfterEach
  void forget() {
    Generating.forget();
  }

  @Test
  void oneRun_isFirstUse() {
    assertThatMemory(Generating::inTheLoaderOfAll).hasNoLeaks();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void afterWarmup_isALeak(int warmups) {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(Generating::inTheLoaderOfAll)
                        .afterWarmup(warmups)
                        .hasNoLeaks()))
        .contains(
            "held by loaded classes of loader 'app' (",
            "1 x class io.trackmemory.acceptance.code.Generated*",
            "java.lang.ClassLoader.defineClass(ClassLoader.java)",
            "why: each run defines a class of its own, which stays as long as its loader");
  }

  @Test
  void overRuns_countsTheLast() {
    assertThatMemory(Generating::inTheLoaderOfAll).overRuns(3).hasLeakCount(1);
  }

  @Test
  void ownLoader_isNamedByItsClass() {
    assertThat(
            messageOf(
                () ->
                    assertThatMemory(Generating::inALoaderFromBefore).afterWarmup(1).hasNoLeaks()))
        .contains(
            "held by loaded classes of loader " + OWN_LOADER,
            "io.trackmemory.acceptance.code.Generating.static LOADER");
  }

  @Test
  void hidden_isHeldByWhatKeepsIt() {
    assertThat(
            messageOf(
                () -> assertThatMemory(Generating::hiddenAndKept).afterWarmup(1).hasNoLeaks()))
        .contains(
            "1 x class io.trackmemory.acceptance.code.Generated*",
            "io.trackmemory.acceptance.code.Generating.static HIDDEN",
            "java.lang.invoke.MethodHandles$Lookup.defineHiddenClass(MethodHandles.java)");
  }

  @Test
  void loaderThatIsKept_isTheLeakItself() {
    assertThat(
            messageOf(
                () -> assertThatMemory(Generating::withALoaderKept).afterWarmup(1).hasNoLeaks()))
        .contains("held by io.trackmemory.acceptance.code.Generating.LOADERS")
        .doesNotContain("loaded classes");
  }

  @Test
  void whatGoesAgain_isNone() {
    isNone(Generating::hiddenAndForgotten);
    isNone(Generating::withALoaderForgotten);
    isNone(Generating::loadAndClose);
    isNone(Generating::proxy);
  }

  @Test
  void otherCode_isNone() {
    for (int i = 0; i < 2; i++) {
      assertThatMemory(Generating::otherAnonymousClassesAndLambdas).afterWarmup(1).hasNoLeaks();
    }
  }

  private static void isNone(ThrowingRunnable action) {
    assertThatMemory(action).afterWarmup(2).hasNoLeaks();
    assertThatMemory(action).overRuns(3).hasNoLeaks();
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void repetitions_areCompared() {
    Outcome outcome = Engine.reportingTo(folder).run(GeneratingTestCases.class);

    assertThat(outcome.passed())
        .containsExactlyInAnyOrder(
            "repetition 1 of 3", "repetition 1 of 2", "repetition 2 of 2", "single()");
    assertThat(outcome.messageOf("repetition 2 of 3")).contains("loaded classes of loader 'app'");
    assertThat(outcome.messageOf("repetition 3 of 3")).contains("loaded classes of loader 'app'");
  }

  @NoLeaks
  static class GeneratingTestCases {

    @RepeatedTest(3)
    void generates() throws Exception {
      Generating.inTheLoaderOfAll();
    }

    @RepeatedTest(2)
    @ExpectLeak(
        heldBy = "loaded classes of loader " + OWN_LOADER,
        reason = "the rules are compiled anew")
    void expected() throws Exception {
      Generating.inALoaderFromBefore();
    }

    @Test
    void single() throws Exception {
      Generating.inTheLoaderOfAll();
    }
  }
}
