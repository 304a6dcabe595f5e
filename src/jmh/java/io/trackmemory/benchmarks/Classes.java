package io.trackmemory.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes come from. */
final class Classes {

  private Classes() {}

  /** The jar or folder that holds a class. */
  static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " has no file", e);
    }
  }
}
