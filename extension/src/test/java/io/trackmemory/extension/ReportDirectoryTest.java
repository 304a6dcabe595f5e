package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportDirectoryTest {

  @Test
  void of_class_isBesideItsBuild() {
    Settings settings = Settings.of(key -> Optional.empty(), List.of());
    assertThat(ReportDirectory.of(settings, ReportDirectoryTest.class))
        .isEqualTo(Path.of("target", "trackmemory").toAbsolutePath());
  }

  @Test
  void of_setting_wins() {
    Settings settings =
        Settings.of(key -> Optional.of("some/where"), List.of(ExtensionSettings.REPORT_DIR));
    assertThat(ReportDirectory.of(settings, ReportDirectoryTest.class))
        .isEqualTo(Path.of("some", "where").toAbsolutePath());
  }

  @Test
  void of_classWithoutPlace_isBelowTheWorkingDirectory() {
    Settings settings = Settings.of(key -> Optional.empty(), List.of());
    assertThat(ReportDirectory.of(settings, String.class))
        .isEqualTo(Path.of("target", "trackmemory").toAbsolutePath());
  }
}
