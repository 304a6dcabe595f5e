package io.trackmemory.tracker.hook;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two threads meet a type at a site for the first time: both count it at the same site. */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the same, also later")
@Outcome(expect = Expect.FORBIDDEN, desc = "two sites for the same")
@State
public class DerivedSitesStress {

  private static final int SITES = 1 << 20;
  private static final AtomicInteger MADE = new AtomicInteger();
  private static final AtomicInteger STATES = new AtomicInteger();

  static {
    Hook.derivedSites = (type, site) -> MADE.incrementAndGet();
  }

  private final int site = STATES.getAndIncrement() & (SITES - 1);
  private int one;
  private int other;

  @Actor
  public void one() {
    one = DerivedSites.of(String.class, site);
  }

  @Actor
  public void other() {
    other = DerivedSites.of(String.class, site);
  }

  @Arbiter
  public void after(ZZ_Result r) {
    r.r1 = one == other;
    r.r2 = one == DerivedSites.of(String.class, site);
  }
}
