package io.trackmemory.tracker.hook;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is counted for one scope: an {@link Account} per thread that works for it.
 *
 * <p>Any thread may call any method. Asking for its account, wait-free but for the map that holds
 * them, a thread gets the one that it alone writes; others read it a moment late. What adds
 * accounts together or reads the sum takes the lock of {@link #sums}, an inner scope's before that
 * of the one around it. Whoever reads under that lock sees each account once, folded or not.
 *
 * <p>Closing loses nothing and counts nothing twice: an account in use is handed on as it is, and
 * goes on being counted; any other is added to the sums, and is never used again. One of a thread
 * that enters and of a thread that closes sees the other (Dekker): the one writes {@link
 * Account#entered}, then reads {@link #closed}; the other writes {@link #closed}, then reads {@link
 * Account#entered}. Where no scope around is open, a thread that is still at work is made to find
 * that out at its next count, in the same way, and works for nobody from then on.
 */
public final class ScopeLedger {

  public static final int CHUNK_BITS = 8;
  static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  /* Accounts kept apart; those of further threads are added together when the thread has ended. */
  private static final int THREADS_APART = 256;

  /** What stands for threads whose accounts were added together. */
  public static final String ENDED_NAME = "(ended threads)";

  public static final long ENDED_ID = -1;

  /** The ledger of threads that work for no scope. */
  public static final ScopeLedger NOBODY = new ScopeLedger(null, false, SamplingPlan.NONE, 1, 0);

  public final @Nullable ScopeLedger parent;
  final boolean follow;
  final SamplingPlan plan;
  final int liveMax;
  final int historyMax;

  /** The innermost limit on live bytes that it is in, its own ones first. */
  public final @Nullable PeakGuard peak;

  public final ConcurrentHashMap<Long, Account> accounts = new ConcurrentHashMap<>();
  /* Accounts of inner scopes that have closed while their thread still worked for them. */
  public final ConcurrentLinkedQueue<Account> adopted = new ConcurrentLinkedQueue<>();

  /** What is added together; read and replaced under the lock of {@link #sums}. */
  public Account ended;

  public final Object sums = new Object();
  public final NativeLedger natives = new NativeLedger();
  public volatile boolean closed;
  public volatile int phase;

  /** Whether tasks that it, or a scope inside it, handed over were collected unseen. */
  volatile boolean tasksGone;

  /* Of one call of a method that a contract is on. */
  volatile boolean ofContract;
  /* Of one that is test code: what counts in it is that for what is around it. */
  volatile boolean inTestCode;
  /* Whether memory off the heap that is taken in it is none of those around it. */
  private final boolean alone;

  public ScopeLedger(
      @Nullable ScopeLedger parent,
      boolean follow,
      SamplingPlan plan,
      int liveMax,
      int historyMax,
      long... peakLimits) {
    this(parent, follow, plan, liveMax, historyMax, 0, null, peakLimits);
  }

  /**
   * Likewise with a budget.
   *
   * @param budget what live bytes may not pass
   * @param message what an allocation fails with that would have them pass it, by what {@link
   *     io.trackmemory.tracker.gate.Gate#newLedger} says; null without a budget
   */
  public ScopeLedger(
      @Nullable ScopeLedger parent,
      boolean follow,
      SamplingPlan plan,
      int liveMax,
      int historyMax,
      long budget,
      @Nullable Function<long[][], String> message,
      long... peakLimits) {
    this.parent = parent;
    this.follow = follow;
    this.plan = plan;
    this.liveMax = liveMax;
    this.historyMax = historyMax;
    PeakGuard guard = parent == null ? null : parent.peak;
    for (long limit : peakLimits) {
      guard = new PeakGuard(limit, guard, this);
    }
    this.peak = message == null ? guard : new PeakGuard(budget, guard, this, message);
    this.alone = false;
    this.ended = endedThreads();
  }

  /**
   * One that will be undone.
   *
   * @param limited whether limits on live bytes around it see what is made in it
   * @param alone whether memory off the heap that is taken in it is none of those around it
   */
  public ScopeLedger(ScopeLedger parent, boolean follow, boolean limited, boolean alone) {
    this.parent = parent;
    this.follow = follow;
    this.plan = parent.plan;
    this.liveMax = parent.liveMax;
    this.historyMax = parent.historyMax;
    this.peak = limited ? parent.peak : null;
    this.alone = alone;
    this.ended = endedThreads();
  }

  private Account endedThreads() {
    return new Account(this, ENDED_NAME, ENDED_ID);
  }

  /** This scope if open, else the nearest one around it that is. */
  public @Nullable ScopeLedger firstOpen() {
    ScopeLedger scope = this;
    while (scope != null && scope.closed) {
      scope = scope.parent;
    }
    return scope;
  }

  /** The next one around that memory off the heap is of, too, which is taken in this one. */
  @Nullable ScopeLedger aroundOffHeap() {
    return alone ? null : parent;
  }

  /** The limits on live bytes that are its own. */
  public List<PeakGuard> peakLimits() {
    List<PeakGuard> own = new ArrayList<>();
    for (PeakGuard guard = peak; guard != null && guard.ledger == this; guard = guard.outer) {
      own.add(guard);
    }
    return own;
  }

  /** Whether nothing that may be asked of counts was recorded, by one thread. */
  boolean isUntouched() {
    for (Account account : accounts.values()) {
      if (!account.isUntouched()) {
        return false;
      }
    }
    return adopted.isEmpty() && ended.isUntouched();
  }

  Account accountOf(ThreadRecorder recorder) {
    Account account = accounts.get(recorder.ownerId);
    if (account == null) {
      account = new Account(this, recorder.owner, recorder.ownerId);
      accounts.put(recorder.ownerId, account);
    }
    return account;
  }

  /** Separates what is followed from now on from what was. */
  public synchronized void nextPhase() {
    phase = phase + 1;
    natives.nextPart();
    for (PeakGuard guard : peakLimits()) {
      guard.nextPhase();
    }
  }

  /** Whether accounts of threads that have ended are to be added together. */
  boolean isFull() {
    return accounts.size() > THREADS_APART;
  }

  /** Keeps the number of accounts bounded. */
  void ended(Account account) {
    synchronized (sums) {
      if (isFull() && accounts.remove(account.threadId, account)) {
        addTo(ended, account);
      }
    }
  }

  /** Leaves what a thread has counted, which is not the scope's, to the thread. */
  void giveUp(Account account, Account own) {
    synchronized (sums) {
      if (!closed && accounts.remove(account.threadId, account)) {
        move(account, own, false);
      }
    }
  }

  void fold(Account account) {
    synchronized (sums) {
      addTo(ended, account);
    }
  }

  private static void addTo(Account sum, Account account) {
    move(account, sum, true);
  }

  /* Else only counts, without what is followed and sampled. */
  private static void move(Account account, Account sum, boolean all) {
    boolean held = PeakCheck.beginMove(account);
    try {
      if (!all) {
        sum.addCounts(account);
        return;
      }
      sum.addAll(account);
      if (sum.constructions != null
          && account.constructions != null
          && sum.threadId == account.threadId) {
        sum.constructions.addAll(account.constructions);
      }
    } finally {
      PeakCheck.endMove(account, held);
    }
  }

  /**
   * Ends this scope: its figures become part of the nearest open one around it. Once, by any
   * thread, in own work.
   */
  public void close(ThreadRecorder closer) {
    closed = true;
    for (PeakGuard guard : peakLimits()) {
      guard.finish();
    }
    VarHandle.fullFence(); // the map of accounts is read with less than volatile strength
    ScopeLedger around = firstOpen();
    if (around != null) {
      around.absorb(this, closer);
    } else {
      letGo(accounts.values());
      letGo(adopted);
    }
    HandOver.scopeCloses();
  }

  /**
   * Ends this scope as if it had never been: its figures become part of no other's, nor does what
   * the JVM counted meanwhile for the thread that calls it. Once, in own work.
   */
  public void undo(ThreadRecorder closer) {
    closed = true;
    VarHandle.fullFence(); // as above
    Account own = accounts.get(closer.ownerId);
    if (own != null) {
      closer.ownBytes += own.jvmBytes;
    }
    for (PeakGuard guard = peak; guard != null; guard = guard.outer) {
      guard.accounts.removeIf(account -> account.scope == this);
    }
    letGo(accounts.values());
    letGo(adopted);
    HandOver.scopeCloses();
  }

  /**
   * Lets go of what was seen, once it was read: what refers to a closed scope, as a task that lives
   * on, would keep all that was followed in it.
   */
  public void forget() {
    synchronized (sums) {
      accounts.clear();
      adopted.clear();
      ended = endedThreads();
    }
    for (PeakGuard guard : peakLimits()) {
      guard.accounts.clear();
    }
  }

  void tasksAreGone() {
    for (ScopeLedger at = this; at != null; at = at.parent) {
      at.tasksGone = true;
    }
  }

  private static void letGo(Iterable<Account> all) {
    for (Account account : all) {
      if (account.entered > 0) {
        account.letGo();
      }
    }
  }

  private void absorb(ScopeLedger inner, ThreadRecorder closer) {
    synchronized (inner.sums) {
      for (Account account : inner.accounts.values()) {
        if (account.entered > 0) {
          adopted.add(account);
        } else if (account.threadId == closer.ownerId) {
          addTo(accountOf(closer), account);
        } else {
          fold(account);
        }
      }
      adopted.addAll(inner.adopted);
      fold(inner.ended);
    }
  }
}
