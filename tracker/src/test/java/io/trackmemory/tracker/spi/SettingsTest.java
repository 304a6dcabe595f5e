package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static Settings of(Map<String, String> values) {
    return Settings.of(key -> Optional.ofNullable(values.get(key)), Settings.OF_TRACKER);
  }

  private static ByteSize smallestObject() {
    return ByteSize.ofBytes(ByteBuddyAgent.install().getObjectSize(new Object()));
  }

  @Test
  void get_default() {
    Settings settings = of(Map.of());

    assertThat(settings.get(Settings.PRESET)).isEqualTo(Preset.BALANCED);
    assertThat(settings.get(Settings.FILTER_MIN_SIZE)).isEqualTo(smallestObject());
    assertThat(settings.get(Settings.LIVE_MAX)).isEqualTo(100_000);
    assertThat(settings.get(Settings.LEAKS_SETTLE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.get(Settings.ABORT_UNCERTIFIED)).isFalse();
    assertThat(settings.get(Settings.EXCLUDE)).isEmpty();
    assertThat(settings.isSet(Settings.PRESET)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"precise, PRECISE", "Low-Overhead, LOW_OVERHEAD", "' leak-hunt ', LEAK_HUNT"})
  void get_preset(String text, Preset preset) {
    assertThat(of(Map.of("trackmemory.preset", text)).get(Settings.PRESET)).isEqualTo(preset);
  }

  @ParameterizedTest
  @CsvSource({"2 s, 2000", "0s, 0", "500ms, 500", "3 S, 3000", "10 MS, 10"})
  void get_duration(String text, long millis) {
    assertThat(of(Map.of("trackmemory.leaks.settle", text)).get(Settings.LEAKS_SETTLE))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void get_folderOrNone() {
    assertThat(of(Map.of("trackmemory.cache.dir", "a/b")).get(Settings.CACHE_DIR))
        .hasValue(Path.of("a", "b"));
    assertThat(of(Map.of("trackmemory.cache.dir", " None ")).get(Settings.CACHE_DIR)).isEmpty();
    assertThat(of(Map.of()).get(Settings.CACHE_DIR)).isEqualTo(UserCacheFolder.ofThisUser());
  }

  @Test
  void parse_folderThatIsAFile(@TempDir Path folder) throws IOException {
    String file = Files.createFile(folder.resolve("file")).toString();
    for (String text : List.of("", file, "a\0b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Settings.CACHE_DIR.parse(text))
          .withMessage(
              "trackmemory.cache.dir must be none or the path of a folder: \"" + text + "\"");
    }
  }

  @Test
  void get_list() {
    assertThat(of(Map.of("trackmemory.exclude", " a.b ,, c ")).get(Settings.EXCLUDE))
        .isEqualTo(List.of("a.b", "c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "preset | fast | one of precise, balanced, low-overhead, leak-hunt",
        "preset | from-settings | one of precise, balanced, low-overhead, leak-hunt",
        "preset | low_overhead | one of precise, balanced, low-overhead, leak-hunt",
        "filter.min-size | 64 Kb! | a size such as \"64 KiB\"",
        "filter.min-size | 16 | a size such as \"64 KiB\"",
        "live.max | 0 | a whole number of 1 or more",
        "live.max | -5 | a whole number of 1 or more",
        "live.max | 1.5 | a whole number of 1 or more",
        "live.max | 99999999999 | a whole number of 1 or more",
        "live.max | '' | a whole number of 1 or more",
        "leaks.settle | 2 | a number and a unit (ms or s) such as \"2 s\"",
        "leaks.settle | -2 s | a number and a unit (ms or s) such as \"2 s\"",
        "leaks.settle | s | a number and a unit (ms or s) such as \"2 s\"",
        "leaks.settle | 2 minutes | a number and a unit (ms or s) such as \"2 s\"",
        "leaks.settle | 9223372036854775807 s | a number and a unit (ms or s) such as \"2 s\"",
        "uncertified | skip | fail or abort",
      })
  void of_badValue_namesKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("trackmemory." + key, value)))
        .withMessage("trackmemory." + key + " must be " + allowed + ": \"" + value + "\"");
  }

  @Test
  void requireKnown_unknownKeys_namesThemAndAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Settings.requireKnown(
                    List.of(
                        "trackmemory.pre-set", "trackmemory.live.max", "trackmemory.a", "other"),
                    Settings.OF_TRACKER))
        .withMessage(
            "unknown setting trackmemory.a, trackmemory.pre-set; the settings are"
                + " trackmemory.baseline.dir, trackmemory.baseline.update,"
                + " trackmemory.cache.dir,"
                + " trackmemory.exclude, trackmemory.filter.min-size, trackmemory.foreign,"
                + " trackmemory.history.max,"
                + " trackmemory.leaks.ignore, trackmemory.leaks.settle, trackmemory.live.max,"
                + " trackmemory.own,"
                + " trackmemory.preset, trackmemory.proof, trackmemory.sampling.frequency-threshold,"
                + " trackmemory.sampling.large-rate, trackmemory.sampling.large-threshold,"
                + " trackmemory.sampling.medium-rate, trackmemory.sampling.medium-threshold,"
                + " trackmemory.sampling.small-rate,"
                + " trackmemory.uncertified");
  }

  @Test
  void requireKnown_foreignKeys() {
    assertThatCode(() -> Settings.requireKnown(List.of("trackmemoryx", "a"), Settings.OF_TRACKER))
        .doesNotThrowAnyException();
  }

  @Test
  void with_replacesAndChecks() {
    Settings settings = of(Map.of()).with(Settings.LIVE_MAX, "5");

    assertThat(settings.get(Settings.LIVE_MAX)).isEqualTo(5);
    assertThat(settings.isSet(Settings.LIVE_MAX)).isTrue();
    assertThat(settings).hasToString("{trackmemory.live.max=5}");
    assertThatIllegalArgumentException().isThrownBy(() -> settings.with(Settings.LIVE_MAX, "x"));
  }
}
