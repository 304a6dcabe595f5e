package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineFile;
import io.trackmemory.tracker.spi.SeenInRun;
import java.util.Optional;

/**
 * The names of baselines that this run has asked for, and what each saw first: two checks of one
 * name would take each other's baseline. One line in one test that asks again is no other check.
 * Any thread may call it.
 */
final class BaselineNames {

  private BaselineNames() {}

  private record Name(BaselineFile file, String name) {}

  private record Asked(BaselineFigures figures, String where) {}

  /** Notes who asks, and what was seen; only the first one of a name is kept. */
  static void note(BaselineFile file, String name, BaselineFigures figures, String where) {
    SeenInRun.note(new Name(file, name), new Asked(figures, where));
  }

  /** Who asked before, of another line or test, and saw something else. */
  static Optional<String> other(
      BaselineFile file, String name, BaselineFigures figures, String where) {
    return SeenInRun.first(new Name(file, name), Asked.class)
        .filter(first -> !first.where().equals(where) && !first.figures().sameAs(figures))
        .map(Asked::where);
  }
}
