package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;

/**
 * Where chains start.
 *
 * @param node the object; for static fields, the class
 * @param kind what it is
 * @param name name of the class or thread, or the description of an extra root
 * @param delay by how many references a chain from here counts as longer than it is, so that the
 *     user's own fields are preferred
 */
public record Root(int node, Kind kind, String name, int delay) {

  public enum Kind {
    USER_CLASS,
    EXTRA,
    THREAD,
    CLASS,
    JNI,
    CLASS_VALUE,
    /** An action of a {@code Cleaner}. */
    CLEAN_UP,
    /** An object that the dump shows without a holder. */
    HIDDEN
  }

  String description() {
    return switch (kind) {
      case USER_CLASS, CLASS -> "class " + name;
      case EXTRA -> name;
      case THREAD -> "thread \"" + name + "\"";
      case JNI -> "JNI global reference";
      case CLASS_VALUE -> "ClassValue of a class";
      case CLEAN_UP -> "clean-up action that holds the object whose end it waits for";
      case HIDDEN -> "holder that heap dumps do not show";
    };
  }

  /** The description without what differs from run to run. */
  String signature() {
    return switch (kind) {
      case THREAD -> "thread \"" + ClassNames.withoutNumbers(name) + "\"";
      case CLEAN_UP -> "clean-up action " + name;
      case HIDDEN -> "hidden holder " + name;
      case JNI -> "JNI global reference to " + name;
      case USER_CLASS, CLASS, EXTRA, CLASS_VALUE -> description();
    };
  }
}
