package io.trackmemory.tracker.hook;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.SynchronousQueue;

/**
 * Accounts of threads that have ended, on their way to the sums: who ends hands over what it
 * counted and is gone; who reads adds it up.
 *
 * <p>Any thread may call it, at the end of a thread above all. {@link #add} is lock-free and makes
 * no object; only if the queue is full does it wait for who adds up at that moment, and then adds
 * up itself, so that no more than the queue holds ever waits, whoever reads or not. Of all threads
 * one takes from the queue at a time: it holds the lock of this.
 *
 * <p>Nothing is lost and nothing counted twice. An account is put in before its recorder leaves the
 * table: a reader that takes the list of the table first ({@link #recorders}) has each account in
 * the list, in the sums, or in both; in both only if it is marked as {@link Account#folded}, under
 * the lock of the sum. What is put in is seen whole by who takes it out, as {@link Queue} promises.
 *
 * <p>Locks are taken in the order: this, the sum of threads of no scope, all threads' ({@link
 * AllThreads}); or this, the sums of a scope. Whoever has a lock of a sum never adds up.
 */
public final class EndedAccounts {

  /* The deepest of the calls that put in and take out needs a tenth of it. */
  private static final int FRAMES = 200;

  private final Queue<Object> queue;
  private final ScopeLedger nobody;

  /**
   * Makes one.
   *
   * @param queue from many threads to one, with a bound; gives null while it is empty, and false
   *     where it is full
   * @param nobody the ledger of threads that work for no scope
   */
  EndedAccounts(Queue<Object> queue, ScopeLedger nobody) {
    this.queue = queue;
    this.nobody = nobody;
  }

  /** Before there is a queue: each thread adds up what is its own. */
  static EndedAccounts withoutQueue() {
    return new EndedAccounts(new SynchronousQueue<>(), ScopeLedger.NOBODY);
  }

  /** Hands over an account whose thread writes to it no more; in own work. */
  void add(Account account) {
    ensureStack(FRAMES);
    if (!offer(account)) {
      synchronized (this) {
        addUp();
        fold(account);
      }
    }
  }

  private boolean offer(Account account) {
    try {
      return queue.offer(account);
    } catch (OutOfMemoryError e) { // of a queue that grows
      return false;
    }
  }

  /** Adds up all that was put in before; in own work. */
  public synchronized void addUp() {
    ensureStack(FRAMES);
    for (Object next = queue.poll(); next != null; next = queue.poll()) {
      fold((Account) next);
    }
  }

  private void fold(Account account) {
    try {
      if (account.scope == null) {
        addToNobody(account);
      } else {
        account.scope.ended(account);
      }
    } catch (Throwable e) {
      Recorders.lose(e);
    }
  }

  /** Adds up what a thread did for no scope, unless that is done. */
  void addToNobody(Account base) {
    synchronized (nobody.sums) {
      if (!base.folded) {
        base.folded = true;
        nobody.fold(base);
        AllThreads.ended(base);
      }
    }
  }

  /**
   * The recorders there are, with all that is not in the list added up; those whose account is
   * marked as {@link Account#folded} by now are in the sum too. Under the lock of this.
   */
  public List<ThreadRecorder> recorders(RecorderTable table) {
    List<ThreadRecorder> all = table.all();
    addUp();
    return all;
  }

  /*
   * Fails where the stack is too small, before anything has begun: between its two steps an
   * overflow would leave a queue in which whoever takes out waits for ever.
   */
  private static int ensureStack(int frames) {
    return frames == 0 ? 0 : ensureStack(frames - 1) + 1;
  }
}
