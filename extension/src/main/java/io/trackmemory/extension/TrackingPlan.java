package io.trackmemory.extension;

import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How one test is tracked: annotations and settings, read and checked.
 *
 * @param settings in force, the annotation's preset among them
 * @param report when a page is written, never {@link ReportPolicy#FROM_SETTINGS}
 * @param limits what the test may allocate and leave behind
 * @param annotated whether an annotation asks for tracking, not only settings
 */
record TrackingPlan(Settings settings, ReportPolicy report, Limits limits, boolean annotated) {

  /**
   * Reads the plan of a test or a class, unless it is not to be tracked.
   *
   * @throws IllegalArgumentException if a setting or an annotation has a value that is not allowed
   */
  static Optional<TrackingPlan> of(ExtensionContext context) {
    Declared declared = Declared.on(Annotations.levels(context));
    Function<String, Optional<String>> lookup =
        key ->
            context
                .getConfigurationParameter(key)
                .or(() -> Optional.ofNullable(System.getProperty(key)));
    if (!declared.tracked() && !isAuto(lookup)) {
      return Optional.empty();
    }
    Settings.requireKnown(ConfiguredKeys.all(), ExtensionSettings.ALL);
    return Optional.of(of(declared, Settings.of(lookup, ExtensionSettings.ALL)));
  }

  static TrackingPlan of(Declared declared, Settings settings) {
    Preset preset = declared.trackMemory().map(TrackMemory::preset).orElse(Preset.FROM_SETTINGS);
    ReportPolicy report =
        declared.trackMemory().map(TrackMemory::report).orElse(ReportPolicy.FROM_SETTINGS);
    return new TrackingPlan(
        preset == Preset.FROM_SETTINGS
            ? settings
            : settings.with(Settings.PRESET, preset.settingName()),
        report == ReportPolicy.FROM_SETTINGS ? settings.get(ExtensionSettings.REPORT) : report,
        Limits.of(declared, settings),
        declared.tracked());
  }

  private static boolean isAuto(Function<String, Optional<String>> lookup) {
    return lookup
        .apply(ExtensionSettings.AUTO.key())
        .map(ExtensionSettings.AUTO::parse)
        .orElse(false);
  }

  /**
   * Options of the test's scope. Objects are followed only where leaks are looked for, and few
   * stacks taken where nobody asks for any but a failure that is none of ours.
   *
   * @param given whether the test may ask the scope itself
   */
  ScopeOptions options(Supplier<Optional<URI>> reportAddress, boolean given) {
    boolean followObjects =
        limits.leaks().isPresent() || settings.get(Settings.PRESET) == Preset.LEAK_HUNT;
    return new ScopeOptions(followObjects, settings, reportAddress, !given && isHardlyAsked());
  }

  /** Whether only a failure that is none of ours has a page made. */
  private boolean isHardlyAsked() {
    return !annotated
        && limits.isEmpty()
        && report != ReportPolicy.ALWAYS
        && !settings.get(ExtensionSettings.REPORT_EVENTS);
  }

  /** Options of a scope in which nothing is judged for leaks. */
  ScopeOptions counting() {
    return new ScopeOptions(false, settings, Optional.empty());
  }
}
