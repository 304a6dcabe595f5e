package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackingPlanTest {

  @Test
  void of_annotation_winsOverSettings() {
    TrackingPlan plan =
        plan(
            Precise.class,
            Map.of("trackmemory.preset", "leak-hunt", "trackmemory.report", "never"));
    assertThat(plan.settings().get(Settings.PRESET)).isEqualTo(Preset.PRECISE);
    assertThat(plan.report()).isEqualTo(ReportPolicy.ALWAYS);
  }

  @Test
  void of_annotationFromSettings_takesThese() {
    TrackingPlan plan =
        plan(
            Tracked.class,
            Map.of("trackmemory.preset", "leak-hunt", "trackmemory.report", "never"));
    assertThat(plan.settings().get(Settings.PRESET)).isEqualTo(Preset.LEAK_HUNT);
    assertThat(plan.report()).isEqualTo(ReportPolicy.NEVER);
  }

  @Test
  void of_nothingSet_hasNoLimitAndReportsFailures() {
    TrackingPlan plan = plan(Tracked.class, Map.of());
    assertThat(plan.limits().isEmpty()).isTrue();
    assertThat(plan.report()).isEqualTo(ReportPolicy.ON_FAILURE);
  }

  @Test
  void of_limitsOfSettings_applyToEveryTest() {
    assertThat(limits(Tracked.class, ALL_LIMITS))
        .isEqualTo(
            "[trackmemory.limit.count=10, trackmemory.limit.bytes=1 KiB, trackmemory.limit.leaks=none]");
  }

  @Test
  void of_limitsOfDifferentAnnotations_allApply() {
    assertThat(limits(Everything.class, Map.of()))
        .isEqualTo(
            "[@NoAllocations, @LimitAllocations(count = 5),"
                + " @LimitAllocations(bytes = \"64 KiB\"), @NoLeaks]");
  }

  @Test
  void of_limitOfAnnotation_winsOverSettingOfTheSameFigure() {
    assertThat(limits(FiveObjects.class, ALL_LIMITS))
        .isEqualTo(
            "[@LimitAllocations(count = 5), trackmemory.limit.bytes=1 KiB,"
                + " trackmemory.limit.leaks=none]");
    assertThat(limits(Frugal.class, ALL_LIMITS))
        .isEqualTo("[@NoAllocations, trackmemory.limit.leaks=none]");
    assertThat(limits(Leakless.class, Map.of("trackmemory.limit.leaks", "7")))
        .isEqualTo("[@NoLeaks]");
  }

  @Test
  void of_leakAllowances_areNamed() {
    assertThat(limits(Tracked.class, Map.of("trackmemory.limit.leaks", "1")))
        .isEqualTo("[trackmemory.limit.leaks=1]");
    assertThat(limits(Tracked.class, Map.of("trackmemory.limit.leaks", "2 KiB")))
        .isEqualTo("[trackmemory.limit.leaks=2 KiB]");
  }

  @Test
  void of_lift_liftsSettings() {
    assertThat(limits(Lifted.class, ALL_LIMITS)).isEqualTo("[@LimitAllocations(count = 5)]");
  }

  @Test
  void options_followObjects_onlyWhereLeaksAreLookedFor() {
    assertThat(follows(Tracked.class, Map.of())).isFalse();
    assertThat(follows(FiveObjects.class, Map.of())).isFalse();
    assertThat(follows(Leakless.class, Map.of())).isTrue();
    assertThat(follows(Tracked.class, Map.of("trackmemory.limit.leaks", "none"))).isTrue();
    assertThat(follows(Tracked.class, Map.of("trackmemory.preset", "leak-hunt"))).isTrue();
  }

  @Test
  void options_takeFewStacks_onlyWhereNobodyAsksForAny() {
    assertThat(takesFewStacks(Plain.class, Map.of(), false)).isTrue();
    assertThat(takesFewStacks(Plain.class, Map.of(), true)).isFalse();
    assertThat(takesFewStacks(Tracked.class, Map.of(), false)).isFalse();
    assertThat(takesFewStacks(Plain.class, Map.of("trackmemory.limit.count", "9"), false))
        .isFalse();
    assertThat(takesFewStacks(Plain.class, Map.of("trackmemory.report", "always"), false))
        .isFalse();
    assertThat(takesFewStacks(Plain.class, Map.of("trackmemory.report.events", "true"), false))
        .isFalse();
  }

  private static boolean takesFewStacks(
      Class<?> type, Map<String, String> settings, boolean given) {
    return plan(type, settings).options(Optional::empty, given).fewStacks();
  }

  private static final Map<String, String> ALL_LIMITS =
      Map.of(
          "trackmemory.limit.leaks", "none",
          "trackmemory.limit.count", "10",
          "trackmemory.limit.bytes", "1 KiB");

  private static boolean follows(Class<?> type, Map<String, String> settings) {
    return plan(type, settings).options(Optional::empty, true).followObjects();
  }

  private static String limits(Class<?> type, Map<String, String> settings) {
    return plan(type, settings).limits().all().toString();
  }

  private static TrackingPlan plan(Class<?> type, Map<String, String> settings) {
    return TrackingPlan.of(
        Declared.on(List.of(type)),
        Settings.of(key -> Optional.ofNullable(settings.get(key)), ExtensionSettings.ALL));
  }

  private static final class Plain {}

  @TrackMemory
  private static final class Tracked {}

  @TrackMemory(preset = Preset.PRECISE, report = ReportPolicy.ALWAYS)
  private static final class Precise {}

  @NoLeaks
  private static final class Leakless {}

  @NoAllocations
  private static final class Frugal {}

  @LimitAllocations(count = 5)
  private static final class FiveObjects {}

  @LimitAllocations(count = 5)
  @WithoutMemoryLimits
  private static final class Lifted {}

  @NoLeaks
  @NoAllocations
  @LimitAllocations(count = 5, bytes = "64 KiB")
  private static final class Everything {}
}
