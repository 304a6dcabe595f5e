package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.hook.EventRing;
import io.trackmemory.tracker.hook.RingWorker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A thread adds events while another one reads: first those seen, then those torn, then all. */
public final class EventsStress {

  private EventsStress() {}

  private static AccountView.Events read(EventRing ring) {
    return LinkedGate.view(ring).copy();
  }

  private static int whole(AccountView.Events events) {
    int whole = 0;
    for (int slot = 0; slot < events.stacks().length; slot++) {
      whole += events.isThere(slot, 1_000) ? 1 : 0;
    }
    return whole;
  }

  private static int torn(AccountView.Events events) {
    int torn = 0;
    for (int slot = 0; slot < events.stacks().length; slot++) {
      int event = events.stacks()[slot];
      boolean same =
          events.nanos()[slot] == event
              && events.bytes()[slot] == event
              && events.weights()[slot] == event
              && event % events.max() == slot;
      torn += same || !events.isThere(slot, 1_000) ? 0 : 1;
    }
    return torn;
  }

  /** In place of the oldest. */
  @JCStressTest
  @Outcome(
      id = {"3, 0, 3", "2, 0, 3", "1, 0, 3", "0, 0, 3"},
      expect = Expect.ACCEPTABLE,
      desc = "without what is overwritten")
  @Outcome(expect = Expect.FORBIDDEN, desc = "parts of two events, or one lost for good")
  @State
  public static class Overwriting {
    private final RingWorker worker = new RingWorker(3, 3);

    @Actor
    public void adds() {
      worker.add(3);
      worker.add(4);
      worker.add(5);
    }

    @Actor
    public void reads(III_Result r) {
      AccountView.Events events = read(worker.ring);
      r.r1 = whole(events);
      r.r2 = torn(events);
    }

    @Arbiter
    public void after(III_Result r) {
      AccountView.Events events = read(worker.ring);
      r.r3 = torn(events) > 0 ? -1 : whole(events);
    }
  }

  /** In larger arrays. */
  @JCStressTest
  @Outcome(
      id = {"64, 0, 66", "65, 0, 66", "66, 0, 66"},
      expect = Expect.ACCEPTABLE,
      desc = "without the newest")
  @Outcome(expect = Expect.FORBIDDEN, desc = "parts of two events, or what was there is missing")
  @State
  public static class Growing {
    private final RingWorker worker = new RingWorker(1_000, 64);

    @Actor
    public void adds() {
      worker.add(64);
      worker.add(65);
    }

    @Actor
    public void reads(III_Result r) {
      AccountView.Events events = read(worker.ring);
      r.r1 = whole(events);
      r.r2 = torn(events);
    }

    @Arbiter
    public void after(III_Result r) {
      AccountView.Events events = read(worker.ring);
      r.r3 = torn(events) > 0 ? -1 : whole(events);
    }
  }
}
