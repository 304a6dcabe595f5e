package io.trackmemory.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The suite of a published library: a folder with the jar of its tests and all that they need.
 *
 * @param name of the folder
 * @param tests the jar of the tests
 * @param libraries the other jars
 */
record Suite(String name, Path tests, List<Path> libraries) {

  private static final String TESTS = "-tests.jar";

  /*
   * Options that the library's own build gives its tests. The heap of commons-codec is so small
   * that its tests of arrays past a gigabyte see that there is no room and leave themselves out.
   */
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "commons-codec",
          List.of("-Xmx512m"),
          "commons-lang3",
          List.of(
              "-Xmx512m",
              "--add-opens=java.base/java.lang=ALL-UNNAMED",
              "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
              "--add-opens=java.base/java.net=ALL-UNNAMED",
              "--add-opens=java.base/java.text=ALL-UNNAMED",
              "--add-opens=java.base/java.time=ALL-UNNAMED",
              "--add-opens=java.base/java.time.chrono=ALL-UNNAMED",
              "--add-opens=java.base/java.util=ALL-UNNAMED",
              "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
              "--add-opens=java.base/java.util.stream=ALL-UNNAMED"));

  Suite {
    libraries = List.copyOf(libraries);
  }

  /** The suite in a folder. */
  static Suite in(Path folder) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    List<Path> tests = jars.stream().filter(jar -> jar.toString().endsWith(TESTS)).toList();
    if (tests.size() != 1) {
      throw new IOException("folder " + folder + " must have one jar of tests: " + tests);
    }
    return new Suite(
        String.valueOf(folder.getFileName()),
        tests.get(0),
        jars.stream().filter(jar -> !tests.contains(jar)).toList());
  }

  List<String> options() {
    return OPTIONS.getOrDefault(name, List.of());
  }

  /** Name and version. */
  String artifact() {
    String file = String.valueOf(tests.getFileName());
    return file.substring(0, file.length() - TESTS.length());
  }
}
