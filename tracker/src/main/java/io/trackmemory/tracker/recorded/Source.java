package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.GrowthResult;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scope as those know it who work out its figures: what it recorded so far, and what was so when
 * it was opened. Any thread may call it.
 */
public interface Source {

  /** What its threads did so far. */
  Recorded recorded();

  /** What was counted so far. */
  Moment now();

  boolean isClosed();

  /** What runs of it left behind, if that was looked at. */
  Optional<GrowthResult> growth();

  /** Whether any scope followed objects meanwhile: the JIT then keeps what it could remove. */
  boolean sawFollowing();

  /** Whether another test was under way, tracked or not. */
  boolean wasBesideAnother();

  /** Growth of the process, where a check may ask for it. */
  OptionalLong residentGrowth();

  /** Whether the recorder lost events meanwhile. */
  boolean lostEvents();

  /** Why its figures cannot be certified, as far as is known without looking at them. */
  Optional<String> uncertified();
}
