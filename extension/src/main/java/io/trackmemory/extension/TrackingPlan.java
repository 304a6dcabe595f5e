package io.trackmemory.extension;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.spi.PendingAsserts;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How one test, or one class as a whole, is tracked: annotations and settings, read and checked.
 *
 * @param settings in force, the annotation's preset among them
 * @param report when a page is written, never {@link ReportPolicy#FROM_SETTINGS}
 * @param threads whose memory is seen
 * @param limits what it may allocate and leave behind
 * @param annotated whether an annotation asks for tracking, not only settings
 */
record TrackingPlan(
    Settings settings, ReportPolicy report, Threads threads, Limits limits, boolean annotated) {

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
    Settings settings = Settings.of(lookup, ExtensionSettings.ALL, ConfiguredKeys.all());
    TrackingPlan plan = of(declared, BaselineLimit.withFolder(settings, context));
    TrackingPlan ofTest =
        LifecycleMethods.factory(context).isPresent()
            ? plan.limitedBy(plan.limits.ofFactory())
            : plan;
    if (Contexts.isTest(context)) {
      return Optional.of(declared.baseline() ? ofTest.withBaseline(context) : ofTest);
    }
    return Optional.of(
        ofTest.ofClass(Declared.on(Annotations.lineage(Contexts.testClass(context)))));
  }

  private TrackingPlan withBaseline(ExtensionContext context) {
    return new TrackingPlan(
        BaselineLimit.withEveryStack(settings),
        report,
        threads,
        limits.with(BaselineLimit.of(context)),
        annotated);
  }

  /** The plan of a class as a whole: what encloses it is judged by itself. */
  private TrackingPlan ofClass(Declared declared) {
    return limitedBy(Limits.ofClass(declared));
  }

  private TrackingPlan limitedBy(Limits others) {
    return new TrackingPlan(settings, report, threads, others, annotated);
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
        declared.trackMemory().map(TrackMemory::threads).orElse(Threads.FOLLOWED),
        Limits.of(declared, settings),
        declared.tracked());
  }

  private static boolean isAuto(Function<String, Optional<String>> lookup) {
    try {
      return lookup
          .apply(ExtensionSettings.AUTO.key())
          .map(ExtensionSettings.AUTO::parse)
          .orElse(false);
    } catch (IllegalArgumentException e) {
      return true; // to be told with what else is wrong
    }
  }

  /**
   * Options of a scope of its own. Objects are followed only where leaks are looked for, and few
   * stacks taken where nobody asks for any but a failure that is none of ours.
   *
   * @param given whether a test may ask the scope itself
   */
  ScopeOptions options(Supplier<Optional<URI>> reportAddress, boolean given) {
    boolean followObjects = limits.onLeaks() || settings.get(Settings.PRESET) == Preset.LEAK_HUNT;
    ScopeOptions options =
        new ScopeOptions(
            followObjects,
            threads == Threads.ALL,
            !given && isHardlyAsked(),
            settings,
            reportAddress,
            new PendingAsserts());
    List<ByteSize> peaks = limits.budget().flatMap(TestBudget::peak).stream().toList();
    boolean unasked = !given && limits.isEmpty(); // what is asked is asked of scopes inside
    boolean followWithin = unasked || limits.peak().isPresent() || !peaks.isEmpty();
    return (followWithin && !followObjects ? options.followingWithin() : options)
        .withPeakLimits(peaks);
  }

  /** Whether only a failure that is none of ours has a page made. */
  private boolean isHardlyAsked() {
    return !annotated
        && limits.isEmpty()
        && report != ReportPolicy.ALWAYS
        && !settings.get(ExtensionSettings.REPORT_EVENTS);
  }
}
