package io.trackmemory.tracker.record;

import io.trackmemory.tracker.record.HandedOver.Left;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the work that a scope handed over is waited for, and what was left of it as the scope
 * closed. Any thread may call it.
 */
final class Waiting {

  private volatile Duration longest;
  private volatile Duration inVain = Duration.ZERO;

  @SuppressWarnings("unused") // held, and never looked at
  private volatile List<?> mayHaveRun = List.of();

  private volatile List<Left> left = List.of();
  private volatile @Nullable Moment end;

  Waiting(Duration longest) {
    this.longest = longest;
  }

  /** How long a verdict waits; zero asks for what was done so far. */
  Duration longest() {
    return longest;
  }

  void setLongest(Duration duration) {
    longest = duration;
  }

  /** Whether the same wait, or a longer one, was in vain already. */
  boolean wasInVain(Duration duration) {
    return !inVain.isZero() && inVain.compareTo(duration) >= 0;
  }

  /** Keeps what may have run unseen: once it were collected, the next wait would not be in vain. */
  void inVain(Duration duration, List<?> unseen) {
    inVain = duration;
    mayHaveRun = unseen;
  }

  void ended(List<Left> unfinished, Moment moment) {
    left = unfinished;
    end = moment;
  }

  List<Left> leftAtEnd() {
    return left;
  }

  @Nullable Moment end() {
    return end;
  }
}
