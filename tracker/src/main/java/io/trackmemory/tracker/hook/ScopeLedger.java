package io.trackmemory.tracker.hook;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is counted for one scope: an {@link Account} per thread that works for it.
 *
 * <p>Any thread may ask for its account; an account is written by its thread alone, and read by
 * others a moment late.
 */
public final class ScopeLedger {

  static final int CHUNK_BITS = 8;
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
  public final ConcurrentHashMap<Long, Account> accounts = new ConcurrentHashMap<>();
  /* Accounts of inner scopes that have closed while their thread still worked for them. */
  public final ConcurrentLinkedQueue<Account> adopted = new ConcurrentLinkedQueue<>();
  public final Account ended;
  public volatile boolean closed;
  public volatile int phase;
  private volatile @Nullable Body armed;

  public ScopeLedger(
      @Nullable ScopeLedger parent,
      boolean follow,
      SamplingPlan plan,
      int liveMax,
      int historyMax) {
    this.parent = parent;
    this.follow = follow;
    this.plan = plan;
    this.liveMax = liveMax;
    this.historyMax = historyMax;
    this.ended = new Account(this, ENDED_NAME, ENDED_ID);
  }

  /** This scope if open, else the nearest one around it that is. */
  public @Nullable ScopeLedger firstOpen() {
    ScopeLedger scope = this;
    while (scope != null && scope.closed) {
      scope = scope.parent;
    }
    return scope;
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
  }

  /** Keeps the number of accounts bounded. */
  void ended(Account account) {
    synchronized (ended) {
      if (accounts.size() > THREADS_APART && accounts.remove(account.threadId, account)) {
        ended.addAll(account);
      }
    }
  }

  void fold(Account account) {
    synchronized (ended) {
      ended.addAll(account);
    }
  }

  /** Makes the figures of a closed inner scope part of this one. Called by the inner's opener. */
  public void absorb(ScopeLedger inner, ThreadRecorder opener) {
    synchronized (inner.ended) {
      for (Account account : inner.accounts.values()) {
        if (account.threadId == opener.ownerId) {
          accountOf(opener).addAll(account);
        } else if (account.entered > 0) {
          adopted.add(account);
        } else {
          fold(account);
        }
      }
      adopted.addAll(inner.adopted);
      fold(inner.ended);
    }
  }

  public void arm(Body body) {
    armed = body;
  }

  @Nullable Body takeBody(int method) {
    Body body = armed;
    return body == null || body.method != method ? null : takeArmed(body);
  }

  private synchronized @Nullable Body takeArmed(Body body) {
    if (armed != body) {
      return null;
    }
    armed = null;
    return body;
  }

  /** The body of a test method, to become a scope of its own when it runs. */
  public static final class Body {
    final int method;
    final ScopeLedger ledger;
    private final Runnable onBegin;
    public volatile boolean ended;

    public Body(int method, ScopeLedger ledger, Runnable onBegin) {
      this.method = method;
      this.ledger = ledger;
      this.onBegin = onBegin;
    }

    void begins(ThreadRecorder recorder, Account outer) {
      recorder.changeOwnWork(1);
      try {
        onBegin.run();
      } finally {
        recorder.changeOwnWork(-1);
      }
    }
  }
}
