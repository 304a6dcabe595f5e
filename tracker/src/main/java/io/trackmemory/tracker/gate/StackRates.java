package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.Preset;
import io.trackmemory.tracker.spi.Setting;
import io.trackmemory.tracker.spi.Settings;

/**
 * Which allocations get a call stack.
 *
 * @param always allocations at the begin of each site that get one each
 * @param mediumBytes size from which an array is medium
 * @param largeBytes size from which an array is large
 * @param sureMax how many of these a thread takes; then it goes by the shares
 * @param small share of small ones, above 0 to 1
 * @param medium share of medium ones
 * @param large share of large ones
 */
public record StackRates(
    long always,
    long sureMax,
    long mediumBytes,
    long largeBytes,
    double small,
    double medium,
    double large) {

  private static final long FEW = 16;

  /** What a preset and the settings that are set over it ask for. */
  public static StackRates of(Settings settings, Preset preset, boolean few) {
    boolean asked = preset == Preset.PRECISE || settings.isSet(Settings.FREQUENCY_THRESHOLD);
    return new StackRates(
        always(settings, preset),
        few && !asked ? FEW : Long.MAX_VALUE,
        settings.get(Settings.MEDIUM_THRESHOLD).toBytes(),
        settings.get(Settings.LARGE_THRESHOLD).toBytes(),
        rate(settings, preset, Settings.SMALL_RATE),
        rate(settings, preset, Settings.MEDIUM_RATE),
        rate(settings, preset, Settings.LARGE_RATE));
  }

  private static long always(Settings settings, Preset preset) {
    if (settings.isSet(Settings.FREQUENCY_THRESHOLD)) {
      return settings.get(Settings.FREQUENCY_THRESHOLD);
    }
    return switch (preset) {
      case PRECISE -> Settings.RATES.stream().anyMatch(settings::isSet) ? 0 : Long.MAX_VALUE;
      case LOW_OVERHEAD -> 1;
      default -> settings.get(Settings.FREQUENCY_THRESHOLD);
    };
  }

  private static double rate(Settings settings, Preset preset, Setting<Double> rate) {
    return preset == Preset.PRECISE && !settings.isSet(rate) ? 1 : settings.get(rate);
  }
}
