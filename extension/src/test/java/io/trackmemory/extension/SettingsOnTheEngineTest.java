package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trackmemory.extension.Fixtures.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SettingsOnTheEngineTest {

  private static final String DETECTION = "junit.jupiter.extensions.autodetection.enabled";

  @Test
  void badValue_failsTheClassOnceBeforeItsFirstTest() {
    Outcome outcome = Fixtures.run(TrackedTestCases.class, "trackmemory.preset", "fast");
    assertThat(outcome.results().testEvents().started().count()).isZero();
    assertThat(outcome.results().allEvents().failed().count()).isEqualTo(1);
    assertThat(outcome.failureOf("SettingsOnTheEngineTest$TrackedTestCases"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "trackmemory.preset must be one of precise, balanced, low-overhead, leak-hunt:"
                + " \"fast\"");
  }

  @Test
  void severalThatAreWrong_areToldTogether() {
    System.setProperty("trackmemory.prest", "precise");
    try {
      Outcome outcome =
          Fixtures.run(
              TrackedTestCases.class,
              "trackmemory.preset",
              "fast",
              "trackmemory.auto",
              "yes",
              "trackmemory.limit.count",
              "-1");
      List<String> lines =
          String.valueOf(outcome.failureOf("SettingsOnTheEngineTest$TrackedTestCases").getMessage())
              .lines()
              .toList();
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).startsWith("unknown setting trackmemory.prest; the settings are ");
      assertThat(lines)
          .endsWith(
              "trackmemory.preset must be one of precise, balanced, low-overhead, leak-hunt:"
                  + " \"fast\"",
              "trackmemory.auto must be true or false: \"yes\"",
              "trackmemory.limit.count must be none or a whole number: \"-1\"");
    } finally {
      System.clearProperty("trackmemory.prest");
    }
  }

  @Test
  void badValue_leavesUntrackedClassesAlone() {
    assertThat(Fixtures.run(PlainTestCases.class, "trackmemory.preset", "fast").failed()).isEmpty();
  }

  @Test
  void unknownKey_ofAConfigurationParameter_failsTheClassOnce() {
    List<String> failures = launch(TrackedTestCases.class, "trackmemory.limit.leak", "none");
    assertThat(failures)
        .singleElement()
        .asString()
        .startsWith("unknown setting trackmemory.limit.leak; the settings are trackmemory.auto, ");
    assertThat(ConfiguredKeys.all()).doesNotContain("trackmemory.limit.leak");
  }

  @Test
  void knownKeys_throughTheLauncher_areFine() {
    assertThat(launch(TrackedTestCases.class, "trackmemory.limit.leaks", "none")).isEmpty();
  }

  @Test
  void unknownSystemProperty_failsTheClass() {
    System.setProperty("trackmemory.prest", "precise");
    try {
      assertThat(
              Fixtures.run(TrackedTestCases.class)
                  .failureOf("SettingsOnTheEngineTest$TrackedTestCases"))
          .hasMessageStartingWith("unknown setting trackmemory.prest; the settings are ");
    } finally {
      System.clearProperty("trackmemory.prest");
    }
  }

  @Test
  void badAnnotation_onClass_failsItOnce() {
    Outcome outcome = Fixtures.run(BadClassTestCases.class);
    assertThat(outcome.results().allEvents().failed().count()).isEqualTo(1);
    assertThat(outcome.failureOf("SettingsOnTheEngineTest$BadClassTestCases"))
        .hasMessageContaining("64 Kb!");
  }

  @Test
  void badAnnotation_onMethod_failsTheTest() {
    Outcome outcome = Fixtures.run(BadMethodTestCases.class);
    assertThat(outcome.passed()).containsExactly("plain()");
    assertThat(outcome.failureOf("negative()"))
        .hasMessage("count of @LimitAllocations must not be negative: -1");
  }

  @Test
  void autoDetected_withoutAuto_doesNothing() {
    Outcome outcome =
        Fixtures.run(PlainTestCases.class, DETECTION, "true", "trackmemory.limit.count", "none");
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.passed()).containsExactly("allocates()", "nestedAllocates()");
  }

  @Test
  void autoDetected_withAuto_tracksEveryTest() {
    assertThat(
            Fixtures.run(PlainTestCases.class, DETECTION, "true", "trackmemory.auto", "true")
                .failed())
        .isEmpty();
    assertThat(
            Fixtures.run(
                    PlainTestCases.class,
                    DETECTION,
                    "true",
                    "trackmemory.auto",
                    "true",
                    "trackmemory.limit.count",
                    "none")
                .failed())
        .containsExactly("allocates()", "nestedAllocates()");
  }

  @Test
  void autoDetected_besideAnnotations_isRegisteredOnce() {
    Outcome outcome =
        Fixtures.run(ManyAnnotationsTestCases.class, DETECTION, "true", "trackmemory.auto", "true");
    assertThat(outcome.failureOf("allocates()")).hasNoSuppressedExceptions();
    assertThat(outcome.failureOf("allocates()"))
        .hasMessageContaining("no allocations but it made 1");
  }

  private static List<String> launch(Class<?> testClass, String key, String value) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(testClass))
            .configurationParameter(key, value)
            .configurationParameter("trackmemory.report", "never")
            .build();
    List<String> failures = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().map(Throwable::getMessage).ifPresent(failures::add);
              }
            });
    return failures;
  }

  @TrackMemory
  static class TrackedTestCases {

    @Test
    void one() {}

    @Test
    void two() {}

    @Nested
    class Inner {

      @Test
      void three() {}
    }
  }

  static class PlainTestCases {
    Object field = this;

    @Test
    void allocates() {
      field = new Object();
    }

    @Nested
    class Inner {

      @Test
      void nestedAllocates() {
        field = new Object();
      }
    }
  }

  @NoLeaks
  @NoAllocations
  @TrackMemory
  static class ManyAnnotationsTestCases {
    Object field = ExtensionContext.class;

    @Test
    void allocates() {
      field = new Object();
    }
  }

  @LimitAllocations(bytes = "64 Kb!")
  static class BadClassTestCases {

    @Test
    void one() {}

    @Test
    void two() {}
  }

  static class BadMethodTestCases {

    @Test
    void plain() {}

    @Test
    @LimitAllocations(count = -1)
    void negative() {}
  }
}
