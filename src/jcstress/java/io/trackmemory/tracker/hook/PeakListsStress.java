package io.trackmemory.tracker.hook;

import java.lang.ref.WeakReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A thread makes an object under a limit on live bytes while another one measures: the bound first,
 * then what is in construction and what is followed.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "before it")
@Outcome(id = "0, 16", expect = Expect.ACCEPTABLE, desc = "made after the bound was read")
@Outcome(id = "16, 16", expect = Expect.ACCEPTABLE, desc = "after it")
@Outcome(expect = Expect.FORBIDDEN, desc = "in the bound and in no list, or in both lists")
@State
public class PeakListsStress {

  private static final int SITE = 3;
  private static final long BYTES = 16;
  private static final long LIMIT = 1 << 20;
  private static final Object MADE = new Object();

  private final ScopeLedger scope = Worker.limited(LIMIT);
  private final Worker worker = new Worker(7);
  private final Account account;
  private final PeakGuard guard;

  public PeakListsStress() {
    worker.enter(scope, this);
    account = scope.accountOf(worker.recorder);
    PeakGuard innermost = account.peak;
    if (innermost == null) {
      throw new IllegalStateException("the scope must have a limit");
    }
    guard = innermost;
  }

  @Actor
  public void makes() {
    Constructions open = account.constructions;
    if (open != null) {
      open.begin(SITE, BYTES);
      guard.add(BYTES);
      worker.follow(MADE, SITE);
    }
  }

  @Actor
  public void measures(JJ_Result r) {
    r.r1 = guard.bound();
    LiveObjects seen = LiveObjects.of(account);
    r.r2 = seen.sumOfOpenBytes();
    for (WeakReference<?> followed : seen.followed()) {
      r.r2 += followed == null ? 0 : BYTES;
    }
  }
}
