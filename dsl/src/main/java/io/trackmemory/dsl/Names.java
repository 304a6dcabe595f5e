package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.spi.HolderNames;

/** Compares names as users write them with those of classes, methods and packages. */
final class Names {

  private Names() {}

  /** Whether {@code given} is the class's name: binary, canonical, without package, or simple. */
  static boolean isClass(String className, String given) {
    return HolderNames.isClass(className, given);
  }

  /** Whether {@code packageName} is {@code given} or lies below it. */
  static boolean isInPackage(String packageName, String given) {
    return packageName.equals(given) || packageName.startsWith(given + ".");
  }

  /** Whether {@code given} is {@code Class.method} of the line. */
  static boolean isQualifiedMethod(AllocationSite line, String given) {
    int dot = given.lastIndexOf('.');
    return dot > 0
        && line.methodName().equals(given.substring(dot + 1))
        && isClass(line.className(), given.substring(0, dot));
  }

  /** Whether {@code given} is the line's method, by its simple name or as {@code Class.method}. */
  static boolean isMethod(AllocationSite line, String given) {
    return line.methodName().equals(given) || isQualifiedMethod(line, given);
  }

  /** Whether {@code given} is {@code Class.method} and the line's is the one that it inherits. */
  static boolean isInherited(AllocationSite line, String given, Evidence evidence) {
    return line.methodName().equals(memberOf(given))
        && evidence.declaring(given).contains(line.className());
  }

  /** The member in {@code Class.method}, or all of a simple name. */
  static String memberOf(String given) {
    return given.substring(given.lastIndexOf('.') + 1);
  }

  /** The class in {@code Class.method}; the empty string in a simple name. */
  static String classOf(String given) {
    return given.substring(0, Math.max(0, given.lastIndexOf('.')));
  }

  static String notLoaded(String kind, String name) {
    return "no "
        + kind
        + " "
        + name
        + " is loaded, so nothing can be said about it; check how the name is written, or make sure"
        + " that the code under test has run";
  }
}
