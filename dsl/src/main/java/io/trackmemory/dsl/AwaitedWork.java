package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Waits for the work that was handed over in what a check looks at, unless the check is broken
 * already.
 *
 * @param longest how long at most; zero asks for what was done so far
 */
record AwaitedWork(TrackerAccess tracker, Duration longest) {

  /**
   * What a check looks at.
   *
   * @param early whether the check is broken already, and nobody has waited
   */
  record Look(Measurement measured, boolean early) {}

  /** As long as settings say. */
  static AwaitedWork ofSettings(TrackerAccess tracker) {
    return new AwaitedWork(tracker, tracker.settle());
  }

  /**
   * Looks at something, and again after each wait.
   *
   * @param source gives what was seen so far
   * @param cut the part of it that the check is about
   */
  Look look(Supplier<Measurement> source, UnaryOperator<MemorySnapshot> cut, Ask ask) {
    Measurement whole = source.get();
    while (true) {
      Measurement part = whole.part(cut);
      Optional<MemorySnapshot> seen = part.snapshot();
      if (seen.isEmpty() || !isToWaitFor(seen.get())) {
        return new Look(part, false);
      }
      if (ask.isBroken().test(seen.get())) {
        return new Look(part, true);
      }
      boolean inVain = tracker.await(seen.get(), longest).isPresent();
      Measurement next = source.get();
      if (inVain || next.snapshot().equals(whole.snapshot())) {
        return new Look(next.part(cut), false);
      }
      whole = next; // what has ended may have handed over more
    }
  }

  private boolean isToWaitFor(MemorySnapshot seen) {
    return !longest.isZero()
        && (tracker.unfinished(seen, longest).isPresent() || tracker.madeMore(seen).isPresent());
  }

  /** Why figures of something that was seen cannot be certified: work goes on that they are of. */
  Optional<String> doubt(MemorySnapshot seen) {
    return longest.isZero()
        ? Optional.empty()
        : tracker.await(seen, longest).or(() -> tracker.madeMore(seen));
  }
}
