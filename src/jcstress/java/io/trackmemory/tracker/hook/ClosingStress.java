package io.trackmemory.tracker.hook;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A scope is closed while another thread works for it. */
public final class ClosingStress {

  private static final int SITE = 5;

  private ClosingStress() {}

  /* As a reader does: kept apart, adopted from inner scopes, added together. */
  private static int total(ScopeLedger scope) {
    long total = countOf(scope.ended);
    for (Account account : scope.accounts.values()) {
      total += countOf(account);
    }
    for (Account account : scope.adopted) {
      total += countOf(account);
    }
    return (int) total;
  }

  private static long countOf(Account account) {
    long[][] table = account.tables[ThreadRecorder.COUNTED];
    return table == null ? 0 : table[0][SITE * Account.STRIDE];
  }

  /** What both threads have. */
  private abstract static class Scopes {
    final ScopeLedger outer = Worker.ledger();
    final ScopeLedger inner = Worker.inside(outer);
    final Worker worker = new Worker(-2);
    final Worker closer = new Worker(-3);
    final Object task = new Object();
  }

  /** A task begins, works and ends. */
  @JCStressTest
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "part of the scope around")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class WholeTask extends Scopes {
    @Actor
    public void works() {
      worker.enter(inner, task);
      worker.count(SITE);
      worker.count(SITE);
      worker.leave(task);
    }

    @Actor
    public void closes() {
      closer.close(inner);
    }

    @Arbiter
    public void after(I_Result r) {
      r.r1 = total(outer);
    }
  }

  /** A task begins, and goes on after the scope has closed. */
  @JCStressTest
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "part of the scope around")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class TaskThatGoesOn extends Scopes {
    @Actor
    public void works() {
      worker.enter(inner, task);
      worker.count(SITE);
    }

    @Actor
    public void closes() {
      closer.close(inner);
    }

    @Arbiter
    public void after(I_Result r) {
      worker.count(SITE);
      r.r1 = total(outer);
    }
  }

  /** A task that has begun works and ends. */
  @JCStressTest
  @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "part of the scope around")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class TaskThatEnds extends Scopes {
    public TaskThatEnds() {
      worker.enter(inner, task);
      worker.count(SITE);
    }

    @Actor
    public void works() {
      worker.count(SITE);
      worker.leave(task);
      worker.enter(inner, task);
      worker.count(SITE);
    }

    @Actor
    public void closes() {
      closer.close(inner);
    }

    @Arbiter
    public void after(I_Result r) {
      r.r1 = total(outer);
    }
  }

  /** A thread that works for the scope ends. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "part of the scope around")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class ThreadThatEnds extends Scopes {
    public ThreadThatEnds() {
      worker.enter(inner, task);
      worker.count(SITE);
      for (long id = 1; id <= 300; id++) {
        inner.accounts.put(id, NONE); // more than are kept apart
      }
    }

    private static final Account NONE = new Account(null, "", 0);

    @Actor
    public void ends() {
      worker.end();
    }

    @Actor
    public void closes() {
      closer.close(inner);
    }

    @Arbiter
    public void after(I_Result r) {
      r.r1 = total(outer);
    }
  }
}
