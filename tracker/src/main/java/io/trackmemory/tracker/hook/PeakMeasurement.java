package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One look at what is alive of a scope, see {@link PeakGuard}. For one thread, under the lock of
 * {@link PeakCheck}, in own work.
 */
public final class PeakMeasurement {

  static final String NO_COLLECTION =
      "no full garbage collection could be forced when the upper bound of live bytes passed the"
          + " limit; use a collector that does one on System.gc(), and leave out"
          + " -XX:+UseEpsilonGC";
  static final String SAMPLED =
      "more objects were alive at once than trackmemory.live.max lets follow one by one; raise that"
          + " setting";
  static final String CONSTRUCTION =
      "it depends on objects whose constructors may have ended in an exception or may still run,"
          + " which cannot be told from the call stack; use a limit that differs by a few objects";
  static final String UNFOLLOWED =
      "an object was made by a pattern of instructions that is not known, and is not followed;"
          + " compile its class with another compiler";
  static final String SIZE =
      "the size of an object is not known, its class is gone; keep its class loader until the"
          + " check";

  private final PeakGuard guard;
  private final Account own;
  private final int site;
  private final long bytes;
  private final List<LiveObjects> seen = new ArrayList<>();
  private final Set<Object> leftOut = new HashSet<>();
  private long followed;
  /* Bytes in construction: at least, and at most. */
  private long surelyOpen;
  private long maybeOpen;
  private boolean sampled;

  /**
   * Prepares it for the thread of {@code own}, which has just made {@code bytes} at {@code site}.
   */
  PeakMeasurement(PeakGuard guard, Account own, int site, long bytes) {
    this.guard = guard;
    this.own = own;
    this.site = site;
    this.bytes = bytes;
  }

  void run() {
    long before = guard.bound();
    for (Account account : guard.accounts) {
      seen.add(LiveObjects.of(account));
    }
    if (isEnoughCollected()) {
      lower(before);
    } else if (!PeakProbe.collect()) {
      guard.undecided(NO_COLLECTION);
    } else if (!sum()) {
      guard.undecided(SIZE);
    } else if (guard.crossing != null) {
      goOn(before);
    } else if (isAbove() && !lookCloser()) {
      return; // undecided
    } else if (followed + surelyOpen > guard.limit) {
      guard.passedAt(before, followed + surelyOpen, followed + maybeOpen);
      guard.passed(crossing());
    } else if (sampled) {
      guard.undecided(SAMPLED);
    } else if (isAbove()) {
      guard.undecided(CONSTRUCTION);
    } else {
      lower(before);
    }
  }

  /* By collections that came by themselves: what none of them has cleared may be alive or not. */
  private boolean isEnoughCollected() {
    return sum() && !sampled && !isAbove();
  }

  private void lower(long before) {
    guard.lower(before, followed + maybeOpen);
    own.dropDead();
  }

  /* Not exact any more: it is decided. */
  private void goOn(long before) {
    if (sampled) {
      guard.undecided(SAMPLED);
    } else {
      lower(before);
      guard.goOn(followed + maybeOpen);
    }
  }

  private boolean sum() {
    followed = 0;
    maybeOpen = 0;
    for (LiveObjects objects : seen) {
      long surviving = objects.survivingBytes();
      if (surviving < 0) {
        return false;
      }
      followed += surviving;
      maybeOpen += objects.sumOfOpenBytes();
      sampled |= objects.sampled();
    }
    return true;
  }

  private boolean isAbove() {
    return followed + maybeOpen > guard.limit;
  }

  private boolean lookCloser() {
    maybeOpen = 0;
    for (LiveObjects objects : seen) {
      int[] marks = objects.openMarks(own);
      surelyOpen += LiveObjects.markedBytes(objects.openBytes(), marks, Constructions.SURE);
      maybeOpen += LiveObjects.markedBytes(objects.openBytes(), marks, Constructions.POSSIBLE);
      if (objects.account() == own && own.constructions != null) {
        own.constructions.keep(marks);
      }
    }
    return !isAbove() || leaveOutSoftlyHeld();
  }

  private boolean leaveOutSoftlyHeld() {
    List<WeakReference<?>> survivors = new ArrayList<>();
    Map<Object, Long> sizes = new HashMap<>(); // by identity, as references are
    for (LiveObjects objects : seen) {
      objects.addSurvivors(survivors, sizes);
    }
    Object told = PeakProbe.notStronglyHeld(survivors);
    if (!(told instanceof List<?> others)) {
      guard.undecided(String.valueOf(told));
      return false;
    }
    leftOut.addAll(others);
    sizes.keySet().removeAll(leftOut);
    followed = 0;
    for (long size : sizes.values()) {
      followed += size;
    }
    return true;
  }

  private PeakCrossing crossing() {
    List<PeakCrossing.Row> rows = new ArrayList<>();
    for (LiveObjects objects : seen) {
      objects.addRows(rows, leftOut);
    }
    return new PeakCrossing(
        followed + surelyOpen,
        rows,
        guard.ledger.phase,
        site,
        bytes,
        own.threadId,
        own.threadName,
        new Throwable());
  }
}
