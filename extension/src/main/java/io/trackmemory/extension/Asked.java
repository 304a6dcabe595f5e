package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Setting;
import io.trackmemory.tracker.spi.Settings;
import java.util.Optional;

/**
 * A value that a limit has, and who gave it.
 *
 * @param value the value
 * @param words the annotation or the setting, as its user wrote it: {@code @LimitPeak("64 KiB")},
 *     or {@code trackmemory.limit.peak=64 KiB}
 * @param key the setting, empty for an annotation
 */
record Asked<T>(T value, String words, Optional<String> key) {

  static <T> Asked<T> by(String annotation, T value) {
    return new Asked<>(value, annotation, Optional.empty());
  }

  /** The value of a setting that has none by default. */
  static <T> Optional<Asked<T>> bySetting(Setting<Optional<T>> setting, Settings settings) {
    return settings
        .get(setting)
        .map(
            value ->
                new Asked<>(
                    value,
                    setting.key() + "=" + settings.written(setting).orElseThrow(),
                    Optional.of(setting.key())));
  }

  /** Another value of the same limit, as code: of this test, and where a setting gave it of all. */
  String accepting(String annotation, String other) {
    return annotation + key.map(name -> " or " + name + "=" + other).orElse("");
  }

  @Override
  public String toString() {
    return words;
  }
}
