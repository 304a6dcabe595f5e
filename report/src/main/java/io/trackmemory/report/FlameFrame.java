package io.trackmemory.report;

import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;

/**
 * What a frame of a flame graph stands for: equal ones beside each other are one.
 *
 * @param owner class of the method, or the type made, with its package
 * @param method name of the method; the empty string for a type
 * @param line its line where that is told, else 0
 * @param kind letter by which the style knows whose it is: {@code u}ser, {@code l}ibrary, {@code
 *     j}dk, {@code e}nd
 */
record FlameFrame(String owner, String method, int line, char kind) {

  private static final int MAX_CHARS = 100;

  static final FlameFrame ALL = new FlameFrame("all", "", 0, 'e');
  static final FlameFrame SKIPPED = new FlameFrame("calls left out", "", 0, 'e');

  static FlameFrame type(String name) {
    return new FlameFrame(name, "", 0, 'e');
  }

  /** Lines tell the user's calls apart, and what the innermost method makes. */
  static FlameFrame call(AllocationSite line, boolean innermost) {
    boolean told = line.line() > 0 && (innermost || line.origin() == Origin.USER);
    return new FlameFrame(
        line.className(),
        line.methodName(),
        told ? line.line() : 0,
        switch (line.origin()) {
          case USER -> 'u';
          case LIBRARY -> 'l';
          case JDK -> 'j';
        });
  }

  /** {@code HashMap.resize:702}. */
  String name() {
    String simple = owner.substring(owner.lastIndexOf('.') + 1);
    String called = method.isEmpty() ? simple : simple + "." + method;
    return VisibleText.line(line > 0 ? called + ":" + line : called, MAX_CHARS);
  }

  /** {@code java.util}, empty where it has none. */
  String packageName() {
    return VisibleText.line(owner.substring(0, Math.max(0, owner.lastIndexOf('.'))), MAX_CHARS);
  }
}
