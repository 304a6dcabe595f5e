package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.TestFolders;
import java.nio.file.Path;

/** Where pages go: by default to where the build of the test class writes. */
final class ReportDirectory {

  private static final String NAME = "trackmemory";

  private ReportDirectory() {}

  static Path of(Settings settings, Class<?> testClass) {
    return settings
        .get(ExtensionSettings.REPORT_DIR)
        .or(() -> TestFolders.output(testClass).map(output -> output.resolve(NAME)))
        .orElseGet(() -> Path.of("target", NAME))
        .toAbsolutePath()
        .normalize();
  }
}
