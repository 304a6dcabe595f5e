package io.trackmemory.tracker.base;

/** TrackMemory's own classes, which are no part of what is measured. */
public final class OwnClasses {

  private static final String[] PREFIXES = {
    "io.trackmemory.tracker.",
    "io.trackmemory.dsl.",
    "io.trackmemory.report.",
    "io.trackmemory.extension.",
    "java.lang.TrackMemory"
  };

  private OwnClasses() {}

  /** Whether a class, or the elements of an array class as the JVM prints it, is one. */
  public static boolean contains(String className) {
    int start = 0;
    while (start < className.length() && className.charAt(start) == '[') {
      start++;
    }
    if (start > 0 && className.startsWith("L", start)) {
      start++;
    }
    for (String prefix : PREFIXES) {
      if (className.startsWith(prefix, start)) {
        return true;
      }
    }
    return false;
  }
}
