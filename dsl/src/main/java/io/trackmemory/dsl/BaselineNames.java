package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineFile;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of baselines that this JVM has asked for, and what it saw first: two checks of one name
 * would take each other's baseline. Any thread may call it.
 */
final class BaselineNames {

  private static final Map<Name, Asked> FIRST = new ConcurrentHashMap<>();

  private BaselineNames() {}

  private record Name(BaselineFile file, String name) {}

  private record Asked(BaselineFigures figures, String where) {}

  /** Notes that a line asks; only the first one of a name is kept. */
  static void note(BaselineFile file, String name, BaselineFigures figures, String where) {
    FIRST.putIfAbsent(new Name(file, name), new Asked(figures, where));
  }

  /** The line that asked before and saw something else. */
  static Optional<String> other(BaselineFile file, String name, BaselineFigures figures) {
    return Optional.ofNullable(FIRST.get(new Name(file, name)))
        .filter(first -> !first.figures().sameAs(figures))
        .map(Asked::where);
  }
}
