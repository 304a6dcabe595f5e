package io.trackmemory.tracker.hook;

/** A thread as the recorder sees it. For the actor whose thread it stands for. */
public final class Worker {

  private static final SamplingPlan ALL =
      new SamplingPlan(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1, 1, 1);

  final ThreadRecorder recorder;

  /** Creates a thread that works for nobody. */
  public Worker(long threadId) {
    recorder = new ThreadRecorder(new Thread(), threadId);
    Recorders.begin(recorder);
  }

  /** A ledger inside another one, of a scope that follows objects. */
  public static ScopeLedger inside(ScopeLedger around) {
    return new ScopeLedger(around, true, SamplingPlan.NONE, 1_000, 0);
  }

  /** A ledger of a scope that follows objects and takes a stack of each. */
  public static ScopeLedger ledger(int historyMax) {
    return new ScopeLedger(null, true, ALL, 1_000, historyMax);
  }

  /** A ledger of a scope that follows objects. */
  public static ScopeLedger ledger() {
    return new ScopeLedger(null, true, SamplingPlan.NONE, 1_000, 0);
  }

  /** A ledger of a scope that has a limit on live bytes. */
  public static ScopeLedger limited(long limit) {
    return new ScopeLedger(null, true, SamplingPlan.NONE, 1_000, 0, new long[] {limit});
  }

  /** Begins a task of a scope. */
  public void enter(ScopeLedger scope, Object token) {
    HandOver.enter(recorder, scope, token);
  }

  /** Ends a task. */
  public void leave(Object token) {
    recorder.leave(token);
  }

  /** Allocates. */
  public void count(int site) {
    recorder.count(site, 0);
  }

  /** Allocates what is followed. */
  public void follow(Object object, int site) {
    Followed.follow(recorder, object, site);
  }

  /** An object that was followed first for a scope is collected. */
  public void loseFirst(ScopeLedger scope) {
    Followed first = scope.accountOf(recorder).followed[0];
    if (first != null) {
      first.clear();
    }
  }

  /** Closes a scope. */
  public void close(ScopeLedger scope) {
    recorder.beginOwn();
    scope.close(recorder);
    recorder.endOwn();
  }

  /** The thread has ended. */
  public void end() {
    Recorders.retire(recorder, Recorders.ended(), -1);
  }
}
