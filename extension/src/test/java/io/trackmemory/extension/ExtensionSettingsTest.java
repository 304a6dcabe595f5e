package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.Setting;
import io.trackmemory.tracker.spi.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionSettingsTest {

  @Test
  void parse_leaks_takesNoneNumberAndSize() {
    assertThat(ExtensionSettings.LIMIT_LEAKS.parse("none")).contains(LeakAllowance.NONE);
    assertThat(ExtensionSettings.LIMIT_LEAKS.parse("3")).contains(new LeakAllowance.Objects(3));
    assertThat(ExtensionSettings.LIMIT_LEAKS.parse("1 KiB"))
        .contains(new LeakAllowance.Bytes(ByteSize.ofKibibytes(1)));
  }

  @Test
  void parse_limits_takeNoneForZero() {
    assertThat(ExtensionSettings.LIMIT_COUNT.parse("None")).contains(0L);
    assertThat(ExtensionSettings.LIMIT_COUNT.parse("500")).contains(500L);
    assertThat(ExtensionSettings.LIMIT_BYTES.parse("none")).contains(ByteSize.ofBytes(0));
    assertThat(ExtensionSettings.LIMIT_BYTES.parse("2 KB")).contains(ByteSize.ofBytes(2000));
  }

  @Test
  void parse_report_takesKebabCase() {
    assertThat(ExtensionSettings.REPORT.parse("on-failure")).isEqualTo(ReportPolicy.ON_FAILURE);
    assertThat(ExtensionSettings.REPORT.parse("Always")).isEqualTo(ReportPolicy.ALWAYS);
    assertThat(ExtensionSettings.REPORT.parse("never")).isEqualTo(ReportPolicy.NEVER);
    assertThat(ExtensionSettings.REPORT_DIR.parse("out/memory")).contains(Path.of("out", "memory"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trackmemory.auto         | yes        | true or false",
        "trackmemory.report       | sometimes  | on-failure, always or never",
        "trackmemory.report.events | 1         | true or false",
        "trackmemory.limit.leaks  | few        | none, a whole number, or a size such as \"64 KiB\"",
        "trackmemory.limit.leaks  | -1         | none, a whole number, or a size such as \"64 KiB\"",
        "trackmemory.limit.count  | -1         | none or a whole number",
        "trackmemory.limit.count  | 1 KiB      | none or a whole number",
        "trackmemory.limit.bytes  | 64 Kb!     | none or a size such as \"64 KiB\"",
        "trackmemory.limit.peak   | 8 megs     | none or a size such as \"64 KiB\"",
        "trackmemory.limit.bytes  | 64         | none or a size such as \"64 KiB\"",
      })
  void parse_badValue_namesKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
    Setting<?> setting =
        ExtensionSettings.ALL.stream().filter(it -> it.key().equals(key)).findFirst().orElseThrow();
    assertThatThrownBy(() -> setting.parse(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(key + " must be " + allowed + ": \"" + value + "\"");
  }

  @Test
  void parse_emptyFolder_isRefused() {
    assertThatThrownBy(() -> ExtensionSettings.REPORT_DIR.parse(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trackmemory.report.dir must be the path of a folder: \" \"");
  }

  @Test
  void all_holdsTheTrackersToo() {
    assertThat(ExtensionSettings.ALL).containsAll(Settings.OF_TRACKER).doesNotHaveDuplicates();
  }
}
