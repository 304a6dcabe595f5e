package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.vm.ForceInline;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The recorders of all threads, from a thread's first event to its end: how it comes to work for a
 * scope by birth, what becomes of its counts, and what could not be recorded. Any thread may call
 * it.
 *
 * <p>A thread finds its own by an array that its identifier indexes. A slot holds one of the
 * threads that share it, written and read racily: who is not there is in the table.
 */
public final class Recorders {

  private static final int SLOTS = 1 << 12;
  private static final int BUCKETS = 1 << 13;
  private static final @Nullable ThreadRecorder[] RECENT = new ThreadRecorder[SLOTS];
  private static final RecorderTable ALL = new RecorderTable(BUCKETS);
  /* Set once, by connect. */
  private static volatile EndedAccounts ended = EndedAccounts.withoutQueue();
  private static final AtomicLong LOST = new AtomicLong();
  private static volatile String lastLoss = "";

  private Recorders() {}

  /** Recorder of this thread, made if there is none; null only if memory or stack ran out. */
  public static @Nullable ThreadRecorder current() {
    ThreadRecorder recorder = recent();
    return recorder != null ? recorder : find(Thread.currentThread(), true);
  }

  /** The same where it was found lately; else null. */
  @ForceInline
  static @Nullable ThreadRecorder recent() {
    Thread thread = Thread.currentThread();
    ThreadRecorder recorder = RECENT[(int) threadId(thread) & (SLOTS - 1)];
    return recorder != null && recorder.owner == thread ? recorder : null;
  }

  /** Recorder of this thread, if it has one. */
  static @Nullable ThreadRecorder peek() {
    ThreadRecorder recorder = recent();
    return recorder != null ? recorder : find(Thread.currentThread(), false);
  }

  /* Replaced when defined in java.lang: reads the identifier without calling what users override. */
  @ForceInline
  @SuppressWarnings("deprecation")
  private static long threadId(Thread thread) {
    return thread.getId();
  }

  private static @Nullable ThreadRecorder find(Thread thread, boolean create) {
    ThreadRecorder added = null;
    try {
      long id = threadId(thread);
      ThreadRecorder recorder = ALL.find(thread, id);
      if (recorder == null && create) {
        recorder = new ThreadRecorder(thread, id);
        added = recorder;
        ALL.add(recorder); // before anything that allocates: it is found, and off
        foldEnded(id);
        begin(recorder);
      }
      if (recorder != null) {
        remember(recorder);
      }
      return recorder;
    } catch (Throwable e) {
      lose(e);
      if (added != null) {
        ALL.remove(added); // else it stayed off: the next event tries again
      }
      return null;
    }
  }

  /* Two busy threads of one slot do not take it from each other by turns. */
  private static void remember(ThreadRecorder recorder) {
    int slot = (int) recorder.ownerId & (SLOTS - 1);
    ThreadRecorder there = RECENT[slot];
    if (there == null || there.folded) {
      RECENT[slot] = recorder;
    }
  }

  /* Else the slot would keep the thread. */
  private static void forget(ThreadRecorder recorder) {
    int slot = (int) recorder.ownerId & (SLOTS - 1);
    if (RECENT[slot] == recorder) {
      RECENT[slot] = null;
    }
  }

  /* Threads whose end was not seen. */
  private static void foldEnded(long id) {
    if (ALL.size() >= SLOTS && (id & 255) == 0) {
      for (ThreadRecorder each : ALL.all()) {
        if (!each.owner.isAlive()) {
          fold(each, ended);
          forget(each);
        }
      }
    }
  }

  /* Found by its thread already, and off: what follows may allocate. Called by that thread. */
  static void begin(ThreadRecorder recorder) {
    recorder.base.threadName = Account.copyOfName(recorder.owner);
    Assignment assignment = HandOver.find(recorder.owner);
    ScopeLedger open = assignment == null ? null : assignment.scope.firstOpen();
    while (open != null && !adopt(recorder, open)) {
      open = open.firstOpen();
    }
    if (open != null && assignment != null) {
      assignment.state = Assignment.RUNNING; // without the thread, which it is to hold weakly
    }
    recorder.retarget(0, 0, 0);
  }

  /* Once in use, the account is this thread's even after its scope has closed. */
  static boolean adopt(ThreadRecorder recorder, ScopeLedger scope) {
    Account own = scope.accountOf(recorder);
    own.entered = 1;
    if (scope.closed) {
      own.entered = 0; // closed meanwhile
      return false;
    }
    own.makeRoom();
    own.begins(recorder.cpuNanos(), System.nanoTime());
    own.tasksRun++;
    recorder.account = own;
    return true;
  }

  /** The thread ends: a virtual one on its carrier. */
  static void retire(Thread thread) {
    ThreadRecorder recorder = find(thread, false);
    if (recorder == null) {
      return;
    }
    ThreadRecorder own = Hook.active ? current() : peek();
    try {
      recorder.beginOwn(); // for good
      if (own != null && own != recorder) {
        own.beginOwn();
      }
      try {
        retire(recorder, ended, own == recorder ? recorder.cpuNanos() : -1);
        forget(recorder);
      } finally {
        if (own != null && own != recorder) {
          own.endOwn();
        }
      }
    } catch (Throwable e) {
      lose(e);
    }
  }

  /**
   * The thread has ended: hands over its counts. Any thread may do it, several do no harm.
   *
   * @param cpuNanos CPU time of the thread, -1 if not known
   */
  static void retire(ThreadRecorder recorder, EndedAccounts ended, long cpuNanos) {
    ended.add(recorder.base);
    ALL.remove(recorder); // after that: whoever does not find it finds the account
    recorder.folded = true;
    Account account = leave(recorder, cpuNanos);
    if (account.scope != null && account.scope.isFull()) {
      ended.add(account);
    }
  }

  /** The same for a thread whose end was not seen, adding up at once: the caller may have locks. */
  static void fold(ThreadRecorder recorder, EndedAccounts ended) {
    ended.addToNobody(recorder.base);
    ALL.remove(recorder);
    recorder.folded = true;
    Account account = leave(recorder, -1);
    if (account.scope != null) {
      account.scope.ended(account);
    }
  }

  private static Account leave(ThreadRecorder recorder, long cpuNanos) {
    Account account = recorder.account;
    if (account.entered > 0) {
      account.ends(cpuNanos, System.nanoTime());
    }
    account.entered = 0;
    return account;
  }

  public static List<ThreadRecorder> all() {
    return ALL.all();
  }

  /**
   * Accounts of threads that belong by birth to a scope around {@code ledger}, or to one that is
   * over. Any thread may ask, and may miss who begins at that moment.
   */
  public static List<Account> bornElsewhere(ScopeLedger ledger) {
    List<Account> accounts = new ArrayList<>();
    for (ThreadRecorder recorder : all()) {
      Account born = recorder.born();
      if (born.scope != null && isElsewhere(born.scope.firstOpen(), ledger)) {
        accounts.add(born);
      }
    }
    return accounts;
  }

  private static boolean isElsewhere(@Nullable ScopeLedger scope, ScopeLedger ledger) {
    ScopeLedger around = ledger.parent;
    while (around != null && around != scope) {
      around = around.parent;
    }
    return scope == around; // one of those, or none at all
  }

  /** What threads that end hand over goes through a queue from now on. */
  static void connect(Queue<Object> queue) {
    EndedAccounts next = new EndedAccounts(queue, ScopeLedger.NOBODY);
    next.add(new Account(null, "", ScopeLedger.ENDED_ID)); // loads what a thread's end needs
    next.addUp();
    ended = next;
  }

  /** What threads hand over that end. */
  public static EndedAccounts ended() {
    return ended;
  }

  /**
   * Those there are and not in the sum of {@link ScopeLedger#NOBODY}, or not marked as such. Under
   * the lock of {@link #ended}.
   */
  public static List<ThreadRecorder> notEnded() {
    return ended.recorders(ALL);
  }

  /** Events that could not be recorded since the JVM started, for want of memory or stack. */
  public static long lost() {
    return LOST.get();
  }

  /** What kept the last event from being recorded, in words. */
  public static String lastLoss() {
    return lastLoss;
  }

  static void lose(Throwable cause) {
    LOST.incrementAndGet();
    lastLoss = cause.getClass().getName();
  }
}
