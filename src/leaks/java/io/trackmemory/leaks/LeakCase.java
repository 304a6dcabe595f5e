package io.trackmemory.leaks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/**
 * A program and what it shows: {@code Name.java}, which implements {@code ThrowingRunnable}, and
 * {@code Name.properties} beside it.
 *
 * @param source the program
 * @param issue project and number in its issue tracker
 * @param what was kept
 * @param library {@code group:artifact}
 * @param leaky version that leaks; empty for a near miss
 * @param mended version that does not
 * @param with other artifacts, {@code group:artifact:version}
 * @param holder part of what the message must name as holding the leak
 * @param counted class whose objects an independent count finds more of, after the leaky version
 * @param of class that the check is about, empty for all objects
 * @param warmup how often the program runs before the run that is judged, once if not given
 * @param options of the JVM
 * @param eachCollector whether it also runs with each collector
 */
record LeakCase(
    Path source,
    String issue,
    String what,
    String library,
    String leaky,
    String mended,
    List<String> with,
    String holder,
    String counted,
    String of,
    int warmup,
    List<String> options,
    boolean eachCollector) {

  LeakCase {
    with = List.copyOf(with);
    options = List.copyOf(options);
  }

  /** All cases of a folder, by name. */
  static List<LeakCase> in(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.properties")) {
      found.forEach(files::add);
    }
    List<LeakCase> cases = new ArrayList<>();
    for (Path file : files) {
      cases.add(read(file));
    }
    cases.sort(Comparator.comparing(LeakCase::isNearMiss).thenComparing(LeakCase::name));
    return cases;
  }

  private static LeakCase read(Path file) throws IOException {
    Properties given = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      given.load(reader);
    }
    Keys keys = new Keys(file, given);
    String name = String.valueOf(file.getFileName()).replace(".properties", ".java");
    String leaky = keys.optional("leaky");
    LeakCase read =
        new LeakCase(
            file.resolveSibling(name),
            leaky.isEmpty() ? "" : keys.needed("issue"),
            keys.needed("what"),
            keys.needed("library"),
            leaky,
            keys.needed("mended"),
            keys.list("with"),
            leaky.isEmpty() ? "" : keys.needed("holder"),
            leaky.isEmpty() ? "" : keys.needed("counted"),
            keys.optional("of"),
            keys.number("warmup", 1),
            keys.list("options"),
            Boolean.parseBoolean(keys.optional("each-collector")));
    keys.allRead();
    return read;
  }

  /** The keys of a file, each of which must be known. */
  private record Keys(Path file, Properties given) {

    String needed(String key) {
      String value = optional(key);
      if (value.isEmpty()) {
        throw new IllegalArgumentException("key " + key + " must be in " + file);
      }
      return value;
    }

    String optional(String key) {
      Object value = given.remove(key);
      return value == null ? "" : value.toString().strip();
    }

    List<String> list(String key) {
      String value = optional(key);
      return value.isEmpty() ? List.of() : Arrays.asList(value.split("\\s+", -1));
    }

    int number(String key, int otherwise) {
      String value = optional(key);
      return value.isEmpty() ? otherwise : Integer.parseInt(value);
    }

    void allRead() {
      if (!given.isEmpty()) {
        throw new IllegalArgumentException("keys must be known: " + given.keySet() + " in " + file);
      }
    }
  }

  /** Name of the program's class. */
  String name() {
    return String.valueOf(source.getFileName()).replace(".java", "");
  }

  boolean isNearMiss() {
    return leaky.isEmpty();
  }

  /** The versions to run. */
  List<String> versions() {
    return isNearMiss() ? List.of(mended) : List.of(leaky, mended);
  }

  /** What the program runs with, {@code group:artifact:version} each. */
  List<String> artifacts(String version) {
    List<String> artifacts = new ArrayList<>(List.of(library + ":" + version));
    for (String other : with) {
      artifacts.add(other.replace("@", version));
    }
    return artifacts;
  }
}
