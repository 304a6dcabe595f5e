package io.trackmemory.report;

import java.util.List;

/**
 * What a page shows only where there is any: a template goes into it once, or not at all.
 *
 * @param parts one or more
 */
record Listed<T>(List<T> parts) {

  /** The list, none or one. */
  static <T> List<Listed<T>> of(List<T> parts) {
    return parts.isEmpty() ? List.of() : List.of(new Listed<>(parts));
  }
}
