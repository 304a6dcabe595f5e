package io.trackmemory.tracker.holder;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;

/**
 * What was made in runs before the last one, so that what a library keeps can be told to pile up.
 *
 * @param areSeen whether there was more than one run
 * @param before what the last run but one made
 * @param last what the last run made; empty where that is all that is asked for
 */
public record EarlierRuns(
    boolean areSeen,
    List<? extends WeakReference<?>> before,
    Optional<List<? extends WeakReference<?>>> last) {

  /** Of one run. */
  public static final EarlierRuns NONE = new EarlierRuns(false, List.of(), Optional.empty());

  /** Copies the lists. */
  public EarlierRuns {
    before = List.copyOf(before);
    last = last.map(List::copyOf);
  }

  /** Without what is gone. */
  public EarlierRuns alive() {
    return new EarlierRuns(areSeen, alive(before), last.map(EarlierRuns::alive));
  }

  private static List<? extends WeakReference<?>> alive(List<? extends WeakReference<?>> made) {
    return made.stream().filter(reference -> !reference.refersTo(null)).toList();
  }

  /** Of a run before the one that is asked about. */
  public static EarlierRuns of(List<? extends WeakReference<?>> before) {
    return new EarlierRuns(true, before, Optional.empty());
  }

  /** Of the last two among the runs that are asked about. */
  public static EarlierRuns ofLastTwo(
      List<? extends WeakReference<?>> before, List<? extends WeakReference<?>> last) {
    return new EarlierRuns(true, before, Optional.of(last));
  }
}
