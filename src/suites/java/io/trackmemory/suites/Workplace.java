package io.trackmemory.suites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The working directory of a run, new each time: test classes where a build puts them, resources
 * and licence also where the library's sources have them, as some tests read them there.
 */
record Workplace(Path folder) {

  static Workplace in(Path folder, Path tests) throws IOException {
    delete(folder);
    Workplace place = new Workplace(folder.toAbsolutePath());
    Files.createDirectories(place.classes());
    try (JarFile jar = new JarFile(tests.toFile())) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        place.unpack(jar, entries.nextElement());
      }
    }
    return place;
  }

  /** Folder of the test classes. */
  Path classes() {
    return folder.resolve("target/test-classes");
  }

  private void unpack(JarFile jar, JarEntry entry) throws IOException {
    if (entry.isDirectory() || entry.getName().startsWith("META-INF/MANIFEST")) {
      return;
    }
    copy(jar, entry, classes(), entry.getName());
    if (entry.getName().matches("META-INF/[A-Z]+\\.txt")) { // licence and notice
      copy(jar, entry, folder, entry.getName().substring("META-INF/".length()));
    }
    if (!entry.getName().endsWith(".class")) {
      copy(jar, entry, folder.resolve("src/test/resources"), entry.getName());
    }
  }

  private static void copy(JarFile jar, JarEntry entry, Path root, String name) throws IOException {
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root)) {
      throw new IOException("entry " + entry.getName() + " leaves its folder");
    }
    Files.createDirectories(file.getParent());
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
