package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where pages go. The default follows from where the test class was loaded, as the working
 * directory of an IDE or of a module is often another.
 */
final class ReportDirectory {

  private static final String NAME = "trackmemory";

  private ReportDirectory() {}

  static Path of(Settings settings, Class<?> testClass) {
    return settings
        .get(ExtensionSettings.REPORT_DIR)
        .or(() -> location(testClass).flatMap(ReportDirectory::besideClasses))
        .orElseGet(() -> Path.of("target", NAME))
        .toAbsolutePath()
        .normalize();
  }

  /** {@code build/trackmemory} for classes of Gradle, {@code target/trackmemory} for Maven's. */
  static Optional<Path> besideClasses(Path classes) {
    for (Path at = classes; at != null; at = at.getParent()) {
      Path parent = at.getParent();
      if (parent == null || parent.getFileName() == null) {
        return Optional.empty();
      }
      String name = String.valueOf(at.getFileName());
      String parentName = parent.getFileName().toString();
      boolean maven = parentName.equals("target") && name.endsWith("classes");
      boolean gradle = parentName.equals("build") && name.equals("classes");
      if (maven || gradle) {
        return Optional.of(parent.resolve(NAME));
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> location(Class<?> testClass) {
    CodeSource source = testClass.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(new URI(source.getLocation().toString())));
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      // A class that is not on a disk has no folder beside it.
      return Optional.empty();
    }
  }
}
