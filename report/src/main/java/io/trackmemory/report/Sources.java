package io.trackmemory.report;

import io.trackmemory.tracker.AllocationSite;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds source files beside the class path: for a folder of classes, such as {@code target/classes}
 * or {@code build/classes/java/main}, below the {@code src} of the module that it is in. A file
 * that is newer than the class made from it tells nothing: its lines may be others. Any thread may
 * ask.
 */
final class Sources {

  /** Finds none. */
  static final Sources NONE = new Sources(List.of());

  private static final int MODULE_WITHIN = 5;
  private static final int AROUND = 1;
  private static final int MAX_CHARS = 200;
  private static final long MAX_BYTES = 4L << 20;

  private final List<Classes> classPath;

  /* A folder of classes, and the roots of its module's sources. */
  private record Classes(Path folder, List<Path> sources) {}

  private Sources(List<Classes> classPath) {
    this.classPath = classPath;
  }

  private static final class OfThisJvm {
    static final Sources SOURCES = of(System.getProperty("java.class.path", ""));
  }

  /** Those of this JVM's class path. */
  static Sources ofClassPath() {
    return OfThisJvm.SOURCES;
  }

  static Sources of(String classPath) {
    List<Classes> all = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      classes(entry).ifPresent(all::add);
    }
    return new Sources(List.copyOf(all));
  }

  /* What is no folder, or cannot be read, is passed over, as class loaders do. */
  private static Optional<Classes> classes(String entry) {
    try {
      Path folder = Path.of(entry).toAbsolutePath().normalize();
      return !entry.isEmpty() && Files.isDirectory(folder)
          ? Optional.of(new Classes(folder, roots(folder)))
          : Optional.empty();
    } catch (RuntimeException | IOException unusable) {
      return Optional.empty();
    }
  }

  /* src/main/java, src/test/kotlin and what else there is. */
  private static List<Path> roots(Path folder) throws IOException {
    Path module = folder.getParent();
    for (int up = 0; module != null && up < MODULE_WITHIN; up++, module = module.getParent()) {
      if (Files.isDirectory(module.resolve("src"))) {
        Set<Path> roots = new LinkedHashSet<>();
        for (Path set : foldersIn(module.resolve("src"))) {
          roots.addAll(foldersIn(set));
        }
        return List.copyOf(roots);
      }
    }
    return List.of();
  }

  private static List<Path> foldersIn(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
      children.forEach(folders::add);
    }
    folders.sort(null);
    return folders;
  }

  /* A file, and lines of it. */
  private record Found(Path file, Excerpt excerpt) {}

  /** The lines around one; empty where its source is not at hand, or is not what was compiled. */
  Optional<Excerpt> around(AllocationSite line) {
    return find(line).map(Found::excerpt);
  }

  /** The file that a line is in; empty where {@link #around} is. */
  Optional<Path> file(AllocationSite line) {
    return find(line).map(Found::file);
  }

  private Optional<Found> find(AllocationSite line) {
    String packageFolder = line.packageName().replace('.', '/');
    String classFile = line.className().replace('.', '/') + ".class";
    try {
      for (Classes classes : classPath) {
        Path compiled = classes.folder.resolve(classFile);
        if (line.line() > 0 && Files.isRegularFile(compiled)) {
          for (Path root : classes.sources) {
            // Kotlin may leave the folders of packages out.
            for (Path file :
                List.of(
                    root.resolve(packageFolder).resolve(line.fileName()),
                    root.resolve(line.fileName()))) {
              Optional<Excerpt> found = excerpt(root, file, compiled, line.line());
              if (found.isPresent()) {
                return Optional.of(new Found(file, found.get()));
              }
            }
          }
        }
      }
    } catch (RuntimeException | IOException unreadable) {
      return Optional.empty(); // a page without source is whole all the same
    }
    return Optional.empty();
  }

  private static Optional<Excerpt> excerpt(Path root, Path file, Path compiled, int number)
      throws IOException {
    if (!file.normalize().startsWith(root)
        || !Files.isRegularFile(file)
        || Files.size(file) > MAX_BYTES
        || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(compiled)) > 0) {
      return Optional.empty();
    }
    int first = Math.max(1, number - AROUND);
    List<String> lines;
    try (Stream<String> all = Files.lines(file)) {
      lines = all.skip(first - 1L).limit(number - first + 1L + AROUND).toList();
    }
    int hit = number - first;
    return hit < lines.size()
        ? Optional.of(new Excerpt(String.valueOf(file.getFileName()), first, hit, cut(lines)))
        : Optional.empty();
  }

  private static List<String> cut(List<String> lines) {
    List<String> plain = lines.stream().map(line -> line.replace("\t", "    ")).toList();
    int indent =
        plain.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return plain.stream()
        .map(line -> line.isBlank() ? "" : line.substring(indent))
        .map(line -> line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) + "..." : line)
        .toList();
  }
}
