package io.trackmemory.tracker.hook;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Tasks are handed over by one thread while another one asks for theirs. */
@JCStressTest
@Outcome(
    id = {"true, true, true", "false, true, true"},
    expect = Expect.ACCEPTABLE,
    desc = "its own scope, by a race late")
@Outcome(expect = Expect.FORBIDDEN, desc = "another's scope, or none")
@State
public class HandOverStress {

  private static final ScopeLedger ONE = Worker.ledger();
  private static final ScopeLedger OTHER = Worker.ledger();

  private final Object task = new Object();
  private final Object own = new Object();

  @Actor
  public void puts() {
    HandOver.assign(task, ONE);
  }

  @Actor
  public void finds(ZZZ_Result r) {
    HandOver.assign(own, OTHER);
    ScopeLedger found = scopeOf(task);
    r.r1 = found == ONE;
    r.r2 = scopeOf(own) == OTHER && found != OTHER;
  }

  @Arbiter
  public void after(ZZZ_Result r) {
    r.r3 = scopeOf(task) == ONE;
  }

  private static @Nullable ScopeLedger scopeOf(Object handedOver) {
    Assignment found = HandOver.find(handedOver);
    return found == null ? null : found.scope;
  }
}
