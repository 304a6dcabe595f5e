package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportDirectoryTest {

  @Test
  void besideClasses_ofMaven_isTarget() {
    assertThat(ReportDirectory.besideClasses(Path.of("/p/target/test-classes")))
        .contains(Path.of("/p/target/trackmemory"));
  }

  @Test
  void besideClasses_ofGradle_isBuild() {
    assertThat(ReportDirectory.besideClasses(Path.of("/p/build/classes/java/test")))
        .contains(Path.of("/p/build/trackmemory"));
  }

  @Test
  void besideClasses_ofAnythingElse_isUnknown() {
    assertThat(ReportDirectory.besideClasses(Path.of("/p/out/production"))).isEmpty();
    assertThat(ReportDirectory.besideClasses(Path.of("/"))).isEmpty();
    assertThat(ReportDirectory.besideClasses(Path.of("tests.jar"))).isEmpty();
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
