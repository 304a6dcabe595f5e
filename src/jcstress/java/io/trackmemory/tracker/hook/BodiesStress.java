package io.trackmemory.tracker.hook;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Tests beside each other arm and disarm their bodies. */
public final class BodiesStress {

  private BodiesStress() {}

  private static Bodies.Armed armed(int method) {
    ScopeLedger scope = Worker.ledger();
    return new Bodies.Armed(
        scope,
        Thread.currentThread(),
        new int[] {method},
        true,
        () -> scope,
        (ledger, counting) -> {},
        ledger -> {},
        () -> {});
  }

  private static int isArmed(int method) {
    return Bodies.isArmed(method) ? 1 : 0;
  }

  /** One arms while another disarms. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "each has its way")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is lost")
  @State
  public static class ArmedWhileDisarmed {
    private final Bodies.Armed one = armed(1);
    private final Bodies.Armed other = armed(2);

    public ArmedWhileDisarmed() {
      Bodies.arm(other);
    }

    @Actor
    public void arms() {
      Bodies.arm(one);
    }

    @Actor
    public void disarms() {
      Bodies.disarm(other);
    }

    @Arbiter
    public void after(II_Result r) {
      r.r1 = isArmed(1);
      r.r2 = isArmed(2);
      Bodies.disarm(one);
    }
  }
}
