package io.trackmemory.tracker.hook;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the bytes of a scope's own objects that are alive at once, decided while its threads
 * run.
 *
 * <p>Any thread of the scope may call it. {@link #add} is lock-free: one atomic addition.
 */
public final class PeakGuard {

  /*
   * How a limit is decided. To know at each allocation what is alive would take a collection at
   * each. Instead four steps, of which each is taken only where the one before cannot tell:
   *
   * Guard. A bound is kept on the live bytes: what was alive at the last collection, and all that
   * was allocated since by any thread. It never falls below them: an object is in the lists of its
   * thread's account (in construction, or followed) before its bytes are added here, and a
   * measurement takes off the bound only what its collection has taken from those lists as they
   * were before. So live bytes cannot pass the limit before the bound has.
   *
   * Check (PeakCheck). A thread that takes the bound past the limit measures before it goes on. One
   * thread at a time does, or moves objects from one account to another; a thread that passes the
   * limit meanwhile waits with what it has just allocated in hand, so that no moment is missed: for
   * a minute at most, so that no lock of the user's can make a deadlock of it. It looks again when
   * it has its turn, as another measurement may have lowered the bound.
   *
   * Measurement (PeakMeasurement). The lists are read first (LiveObjects), then a full collection
   * is forced and proved, unless others have taken enough before. Alive is what survives that was
   * followed before it, all of it at once, and what is in construction. If that is within the
   * limit, it is the new bound.
   *
   * Probe (PeakProbe). If it is not, the rest of the tracker is asked what only that can tell:
   * which constructors still run, by the stacks of threads; and, as it takes a heap dump, only
   * where it still decides, what soft references alone hold, which is left out. The moment is then
   * that of the dump. What stays past the limit is the crossing that is told; what cannot be told
   * is a doubt, and no verdict.
   */

  /* After the limit was passed it is only to be told by how much: so many collections more, each
   * good for another quarter at most. */
  private static final int MEASURED_ON = 40;
  private static final int RAISED_BY = 4;

  /** What the scope's live bytes may not pass. */
  public final long limit;

  /** What an allocation that would pass it fails with, see {@link Budgets}; null if none fails. */
  public final @Nullable Function<long[][], String> message;

  /* Whether live bytes passed it all the same, where no allocation may fail. */
  volatile boolean isExceeded;

  /* Of the same scope, or of one around it. */
  final @Nullable PeakGuard outer;
  final ScopeLedger ledger;
  /* Those of the scope and of the scopes inside it. */
  final ConcurrentLinkedQueue<Account> accounts = new ConcurrentLinkedQueue<>();
  private final AtomicLong bound = new AtomicLong();
  private final long since = System.nanoTime();
  /* Also the lock of what was taken off the bound. */
  private final PeakCourse course = new PeakCourse();
  private long taken;

  /** When the limit was passed. */
  public volatile @Nullable PeakCrossing crossing;

  /** Why it could not be decided, and what to do. */
  public volatile @Nullable String doubt;

  /* The limit; once that was passed, what live bytes have not passed since, to tell how high they
   * went. Above it there is nothing to measure. */
  private volatile long ceiling;
  private int raised;
  /* There is nothing left to decide. */
  private volatile boolean over;
  private volatile boolean gaveUp;
  /* The bound may be none any more. */
  private volatile boolean lost;

  PeakGuard(long limit, @Nullable PeakGuard outer, ScopeLedger ledger) {
    this(limit, outer, ledger, null);
  }

  PeakGuard(
      long limit,
      @Nullable PeakGuard outer,
      ScopeLedger ledger,
      @Nullable Function<long[][], String> message) {
    this.message = message;
    this.limit = limit;
    this.ceiling = limit;
    this.outer = outer;
    this.ledger = ledger;
  }

  /** Adds what was allocated; true if live bytes may be past the limit now. */
  boolean add(long bytes) {
    return bound.addAndGet(bytes) > ceiling && !over;
  }

  /** What was added last has never been. */
  void takeBack(long bytes) {
    bound.addAndGet(-bytes);
  }

  boolean isPassed() {
    return bound.get() > ceiling && !over;
  }

  long bound() {
    return bound.get();
  }

  /** Of what had been added when the bound was {@code before}, only so much can be alive. */
  void lower(long before, long alive) {
    synchronized (course) {
      course.add(new PeakCourse.Point(now(), before + taken, -1, alive, true, false));
      bound.addAndGet(alive - before);
      taken += before - alive;
    }
  }

  /** The limit was passed by live bytes that are between two bounds. */
  void passedAt(long before, long atLeast, long atMost) {
    synchronized (course) {
      course.add(new PeakCourse.Point(now(), before + taken, atLeast, atMost, true, true));
    }
  }

  /** A part of the scope ends. */
  void nextPhase() {
    synchronized (course) {
      if (!lost) {
        course.add(latest());
      }
    }
  }

  private PeakCourse.Point latest() {
    long bytes = bound.get();
    long allocated = bytes + taken;
    long atMost = Math.min(bytes, course.atMost(allocated));
    return new PeakCourse.Point(now(), allocated, -1, atMost, false, false);
  }

  private long now() {
    return System.nanoTime() - since;
  }

  /** What is known of live bytes over the course of the scope, up to now if nothing was lost. */
  public List<PeakCourse.Point> course() {
    synchronized (course) {
      List<PeakCourse.Point> points = course.points();
      if (!lost) {
        points.add(latest());
      }
      return points;
    }
  }

  /** How many moments that would be, had none been left out. */
  public long moments() {
    synchronized (course) {
      return course.known() + (lost ? 0 : 1);
    }
  }

  void passed(PeakCrossing moment) {
    crossing = moment;
    if (message != null) {
      return; // what would pass it fails, each time
    }
    ceiling = moment.liveBytes() + moment.liveBytes() / RAISED_BY;
  }

  /** Live bytes are known to be no more than that, after the limit was passed. */
  void goOn(long live) {
    if (++raised > MEASURED_ON) {
      gaveUp = true;
      over = true;
    } else if (live > ceiling) {
      ceiling = live + live / RAISED_BY;
    }
  }

  void undecided(String cause) {
    if ((crossing == null || message != null) && !over) {
      doubt = cause;
    }
    lost = true;
    gaveUp = true;
    over = true;
  }

  /** What live bytes never were above; -1 if that is not known. */
  public long highestAtMost() {
    return gaveUp || isExceeded ? -1 : ceiling;
  }

  /** The scope has closed. */
  void finish() {
    over = true;
  }
}
