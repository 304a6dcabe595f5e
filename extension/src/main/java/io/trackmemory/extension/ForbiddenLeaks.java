package io.trackmemory.extension;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@link NoLeaks} says.
 *
 * @param scope when leaks are judged
 * @param libraries what becomes of what libraries keep
 */
record ForbiddenLeaks(LeakScope scope, Libraries libraries) {

  static ForbiddenLeaks of(NoLeaks annotation) {
    return new ForbiddenLeaks(annotation.scope(), annotation.libraries());
  }

  boolean judgesLibraries() {
    return libraries == Libraries.JUDGED;
  }

  /** The annotation as code. */
  String words() {
    List<String> attributes = new ArrayList<>();
    if (scope == LeakScope.CLASS) {
      attributes.add("scope = LeakScope.CLASS");
    }
    if (judgesLibraries()) {
      attributes.add("libraries = Libraries.JUDGED");
    }
    return "@NoLeaks" + (attributes.isEmpty() ? "" : "(" + String.join(", ", attributes) + ")");
  }
}
