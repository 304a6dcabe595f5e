package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies the projects, each with what the folders {@code shared} beside and above it have. */
final class Projects {

  private static final String SHARED = "shared";

  private Projects() {}

  static void copy(Path from, Path to) throws IOException {
    delete(to);
    copyTree(from, to);
    for (Path shared : foldersOf(to, SHARED)) {
      for (Path pom : filesOf(shared.resolveSibling("."), "pom.xml")) {
        if (!Files.readString(pom).contains("<packaging>pom</packaging>")) {
          copyTree(shared, pom.resolveSibling("."));
        }
      }
    }
  }

  private static List<Path> foldersOf(Path root, String name) throws IOException {
    try (Stream<Path> all = Files.walk(root.normalize())) {
      return all.filter(path -> path.endsWith(name) && Files.isDirectory(path)).toList();
    }
  }

  private static List<Path> filesOf(Path root, String name) throws IOException {
    try (Stream<Path> all = Files.walk(root.normalize())) {
      return all.filter(path -> path.endsWith(name)).toList();
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path)).normalize();
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
