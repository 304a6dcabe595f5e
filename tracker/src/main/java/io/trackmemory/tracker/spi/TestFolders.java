package io.trackmemory.tracker.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Folders of the module that a test class is of. They follow from where the class was loaded, as
 * the working directory of an IDE or of a module is often another.
 */
public final class TestFolders {

  private static final Path OF_BASELINES = Path.of("src", "test", "trackmemory");

  private TestFolders() {}

  /** What the build of a class writes to: {@code build} of Gradle, {@code target} of Maven. */
  public static Optional<Path> output(Class<?> testClass) {
    return location(testClass).flatMap(TestFolders::output);
  }

  /** The same of the folder or jar that a class was loaded from. */
  public static Optional<Path> output(Path classes) {
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
        return Optional.of(parent);
      }
    }
    return Optional.empty();
  }

  /**
   * Where baselines are by default: {@code src/test/trackmemory} of the module, which has the
   * output of the build in it, or else a folder {@code src/test}; without either, of the working
   * directory.
   */
  public static Path baselines(Class<?> testClass) {
    return baselines(location(testClass));
  }

  static Path baselines(Optional<Path> classes) {
    return classes
        .flatMap(TestFolders::output)
        .flatMap(output -> Optional.ofNullable(output.getParent()))
        .or(() -> classes.flatMap(TestFolders::withTests))
        .map(module -> module.resolve(OF_BASELINES))
        .orElse(OF_BASELINES)
        .toAbsolutePath()
        .normalize();
  }

  /** Name of the class that a class is in, at the top of its file; its own if it is in none. */
  public static String topLevel(String className) {
    int dollar = className.indexOf('$', className.lastIndexOf('.') + 2);
    return dollar < 0 ? className : className.substring(0, dollar);
  }

  private static Optional<Path> withTests(Path classes) {
    for (Path at = classes; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("src").resolve("test"))) {
        return Optional.of(at);
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
