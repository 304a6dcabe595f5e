package io.trackmemory.tracker.agent;

/**
 * Tells a jar that the user's build made from a library's: builds put theirs below {@code target}
 * or {@code build/libs}, but collect libraries there, too. Any thread may ask; no lambdas, as it is
 * asked inside the transformer.
 */
final class BuiltJars {

  /* Where Maven's dependency plugin, assemblies and Quarkus put libraries below target. */
  private static final String[] OF_LIBRARIES = {"/lib/", "/dependency/", "/dependencies/"};

  /* Files may have a time instead. */
  private static final String SNAPSHOT = "SNAPSHOT";

  private BuiltJars() {}

  /** Whether the build made the jar at a path, which has slashes. */
  static boolean contain(String path) {
    int target = path.lastIndexOf("/target/");
    if (target < 0) {
      return path.contains("/build/libs/");
    }
    for (String folder : OF_LIBRARIES) {
      if (path.indexOf(folder, target) >= 0) {
        return false;
      }
    }
    return !isInRepository(path);
  }

  /** {@code .../guava/33.0/guava-33.0.jar}: a local repository may be below such a folder. */
  private static boolean isInRepository(String path) {
    int file = path.lastIndexOf('/');
    int version = path.lastIndexOf('/', file - 1);
    int artifact = path.lastIndexOf('/', version - 1);
    if (artifact < 0) {
      return false;
    }
    String number = path.substring(version + 1, file);
    String begin =
        number.endsWith(SNAPSHOT)
            ? number.substring(0, number.length() - SNAPSHOT.length())
            : number;
    return path.startsWith(path.substring(artifact + 1, version) + "-" + begin, file + 1);
  }
}
