package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JDK that builds projects.
 *
 * @param home its folder
 * @param version its whole version, as {@code 17.0.15}
 */
record Jdk(Path home, String version) {

  /** Reads the version that is written in a JDK's folder. */
  static Jdk at(Path home) throws IOException {
    Path real = home.toRealPath();
    for (String line : Files.readAllLines(real.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return new Jdk(real, line.substring(line.indexOf('=') + 1).replace("\"", ""));
      }
    }
    throw new IOException("the folder must be of a JDK, whose file release has a version: " + home);
  }

  /** The first number of the version. */
  int release() {
    return release(version);
  }

  /** The first number of a version. */
  static int release(String version) {
    return Integer.parseInt(version.replaceFirst("\\..*", ""));
  }
}
