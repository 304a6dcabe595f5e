package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.hook.Account;
import io.trackmemory.tracker.hook.ScopeLedger;
import io.trackmemory.tracker.hook.Worker;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A thread goes on, or ends, while another one reads what it did for a scope. */
public final class AccountsStress {

  private static final int OLD_SITE = 5;
  private static final int NEW_SITE = 20 << ScopeLedger.CHUNK_BITS; // in a larger table
  private static final LinkedGate GATE = new LinkedGate();

  private AccountsStress() {}

  private static int count(List<AccountView> accounts, int site) {
    long count = 0;
    for (AccountView account : accounts) {
      AccountView.Counts counted = account.of(Kind.COUNTED);
      long @Nullable [] @Nullable [] table = counted.blocks();
      int block = site >> counted.siteBits();
      if (table != null && block < table.length) {
        long[] counts = table[block];
        int place = site & ((1 << counted.siteBits()) - 1);
        count += counts == null ? 0 : counts[place * counted.stride()];
      }
    }
    return (int) count;
  }

  /** It counts at an old site, then at one in a new block of a larger table. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "2, 0", "2, 1", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "a moment late, in any order")
  @Outcome(expect = Expect.FORBIDDEN, desc = "what was there is missing")
  @State
  public static class Counts {
    private final ScopeLedger scope = Worker.ledger();
    private final Worker worker = new Worker(-2);

    public Counts() {
      worker.enter(scope, this);
      worker.count(OLD_SITE);
    }

    @Actor
    public void works() {
      worker.count(OLD_SITE);
      worker.count(NEW_SITE);
    }

    @Actor
    public void reads(II_Result r) {
      List<AccountView> accounts = GATE.accounts(scope);
      r.r2 = count(accounts, NEW_SITE);
      r.r1 = count(accounts, OLD_SITE);
    }
  }

  /** It has ended, and its counts are added to those of other ended threads. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "seen once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "missed, or seen twice")
  @State
  public static class Ends {
    private static final Account NONE = Worker.ledger().ended;

    private final ScopeLedger scope = Worker.ledger();
    private final Worker worker = new Worker(-2);

    public Ends() {
      for (long id = 1; id <= 300; id++) {
        scope.accounts.put(id, NONE); // more than are kept apart
      }
      worker.enter(scope, this);
      worker.count(OLD_SITE);
    }

    @Actor
    public void ends() {
      worker.end();
    }

    @Actor
    public void reads(I_Result r) {
      r.r1 = count(GATE.accounts(scope), OLD_SITE);
    }
  }

  /* Followed at the old site, then at the new one; 100 for one that is not whole. */
  private static void readFollowed(ScopeLedger scope, Object object, II_Result r) {
    for (AccountView account : GATE.accounts(scope)) {
      for (WeakReference<?> followed : account.followed()) {
        if (followed != null && !followed.refersTo(null)) {
          int site = GATE.siteOf(followed);
          boolean whole = followed.get() == object && GATE.phaseOf(followed) == 0;
          r.r1 += whole && site == OLD_SITE ? 1 : 0;
          r.r2 += !whole ? 100 : site == NEW_SITE ? 1 : 0;
        }
      }
    }
  }

  /** It follows objects, the last of them in a larger table. */
  @JCStressTest
  @Outcome(
      id = {"64, 0", "64, 1", "64, 2"},
      expect = Expect.ACCEPTABLE,
      desc = "without the newest")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is missing, or is not whole")
  @State
  public static class Followed {
    private static final Object OBJECT = new Object();

    private final ScopeLedger scope = Worker.ledger();
    private final Worker worker = new Worker(-2);

    public Followed() {
      worker.enter(scope, this);
      for (int i = 0; i < 64; i++) {
        worker.follow(OBJECT, OLD_SITE);
      }
    }

    @Actor
    public void works() {
      worker.follow(OBJECT, NEW_SITE);
      worker.follow(OBJECT, NEW_SITE);
    }

    @Actor
    public void reads(II_Result r) {
      readFollowed(scope, OBJECT, r);
    }
  }

  /**
   * It follows an object in a full table, where those alive move to the place of one that is not.
   */
  @JCStressTest
  @Outcome(
      id = {"63, 0", "63, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "without the newest")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is missing, or is seen twice")
  @State
  public static class Moved {
    private static final Object OBJECT = new Object();

    private final ScopeLedger scope = Worker.ledger();
    private final Worker worker = new Worker(-2);

    public Moved() {
      worker.enter(scope, this);
      for (int i = 0; i < 64; i++) {
        worker.follow(OBJECT, OLD_SITE);
      }
      worker.loseFirst(scope);
    }

    @Actor
    public void works() {
      worker.follow(OBJECT, NEW_SITE);
    }

    @Actor
    public void reads(II_Result r) {
      readFollowed(scope, OBJECT, r);
    }
  }
}
