package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.BaselineDiff;
import io.trackmemory.dsl.baseline.BaselineEntry;
import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineFile;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stores what was measured: where there is no baseline, or where it is to be replaced. Used once,
 * by one thread.
 */
final class StoredBaseline implements BaselineFile.Change {

  private final BaselineFigures figures;
  private final boolean update;
  private final Function<String, List<Class<?>>> classes;
  private boolean outdone;
  private String what = "";

  StoredBaseline(
      BaselineFigures figures, boolean update, Function<String, List<Class<?>>> classes) {
    this.figures = figures;
    this.update = update;
    this.classes = classes;
  }

  @Override
  public Optional<BaselineFigures> of(Optional<BaselineEntry> stored) {
    if (stored.isEmpty()) {
      what = "stored a new baseline";
      return Optional.of(figures);
    }
    BaselineFigures before = stored.get().of(figures.platform());
    BaselineDiff diff = BaselineDiff.between(before, figures, classes);
    if (!update) {
      outdone = !diff.isNone() && stored.get().tolerance().filter(diff::isWithin).isEmpty();
      return Optional.empty();
    }
    boolean same =
        diff.isNone()
            && diff.bounded().isEmpty()
            && (diff.isOfOneLayout() || figures.peakAtMost().isEmpty())
            && before.peakAtMost().equals(figures.peakAtMost())
            && before.growthPerRun().equals(figures.growthPerRun());
    if (same) {
      return Optional.empty();
    }
    what = "accepted another baseline";
    return Optional.of(figures);
  }

  /** Whether there is one by now, with figures that these do not match. */
  boolean isOutdone() {
    return outdone;
  }

  /** What was done, for the user; empty if nothing. */
  String told(String name, BaselineFile file) {
    return what.isEmpty()
        ? ""
        : what + " \"" + name + "\" (" + figures.total() + ") in " + file.path() + "; commit it";
  }
}
