package io.trackmemory.tracker.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** How a thread comes to work for a scope by birth, and what becomes of its counts at its end. */
public final class Memberships {

  private Memberships() {}

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
    own.cpuStart = recorder.cpuNanos();
    own.tasksRun++;
    recorder.account = own;
    return true;
  }

  /**
   * Accounts of threads that belong by birth to a scope around {@code ledger}, or to one that is
   * over. Any thread may ask, and may miss who begins at that moment.
   */
  public static List<Account> bornElsewhere(ScopeLedger ledger) {
    List<Account> accounts = new ArrayList<>();
    for (ThreadRecorder recorder : Recorders.all()) {
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

  /** The thread serves tasks from now on: it belongs to nobody between them. */
  static void serve(ThreadRecorder recorder) {
    recorder.beginOwn();
    try {
      ends(HandOver.find(recorder.owner));
    } finally {
      recorder.endOwn();
    }
    if (recorder.saved == null && recorder.account != recorder.base) {
      recorder.account.tasksRun--; // to serve is no task
    }
    recorder.disown();
  }

  /**
   * A task begins that another thread made or handed over, on a thread that works for the scope
   * that started it: if no code of users leads there, the thread is a library's worker. It serves
   * from now on, and what it made until now is its own book-keeping.
   */
  static boolean beginsToServe(ThreadRecorder recorder, Object task) {
    Object target = recorder.target;
    if (recorder.lookedAt || task == target || isOneTask(target)) {
      return false;
    }
    recorder.lookedAt = true;
    recorder.beginOwn();
    try {
      if (!Hook.serving.test(task)) {
        return false;
      }
      Account account = recorder.account;
      boolean bookKeeping = account.tasksRun == 1; // to be started
      serve(recorder);
      if (bookKeeping && account.scope != null) {
        account.scope.giveUp(account, recorder.base);
      }
      return true;
    } finally {
      recorder.endOwn();
    }
  }

  /* As where CompletableFuture starts a thread for each task, on two processors or fewer. */
  private static boolean isOneTask(@Nullable Object target) {
    return target instanceof Future<?>
        || target instanceof CompletableFuture.AsynchronousCompletionTask;
  }

  private static void ends(@Nullable Assignment assignment) {
    if (assignment != null) {
      assignment.ends();
    }
  }

  /**
   * The thread has ended: hands over its counts. Any thread may do it, several do no harm.
   *
   * @param cpuNanos CPU time of the thread, -1 if not known
   */
  static void retire(ThreadRecorder recorder, EndedAccounts ended, long cpuNanos) {
    ended.add(recorder.base);
    Recorders.remove(recorder); // after that: whoever does not find it finds the account
    recorder.folded = true;
    Account account = leave(recorder, cpuNanos);
    if (account.scope != null && account.scope.isFull()) {
      ended.add(account);
    }
  }

  /** The same for a thread whose end was not seen, adding up at once: the caller may have locks. */
  static void fold(ThreadRecorder recorder, EndedAccounts ended) {
    ended.addToNobody(recorder.base);
    Recorders.remove(recorder);
    recorder.folded = true;
    Account account = leave(recorder, -1);
    if (account.scope != null) {
      account.scope.ended(account);
    }
  }

  private static Account leave(ThreadRecorder recorder, long cpuNanos) {
    Account account = recorder.account;
    if (account.entered > 0) {
      account.addCpu(cpuNanos);
    }
    account.entered = 0;
    return account;
  }
}
