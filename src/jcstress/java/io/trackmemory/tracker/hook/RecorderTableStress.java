package io.trackmemory.tracker.hook;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Threads that begin and end in one bucket of the table. */
public final class RecorderTableStress {

  private RecorderTableStress() {}

  private static ThreadRecorder recorder(long id) {
    return new ThreadRecorder(new Thread(), id);
  }

  private static int found(RecorderTable table, ThreadRecorder recorder) {
    return table.find(recorder.owner, recorder.ownerId) == recorder ? 1 : 0;
  }

  /** Two threads add themselves: each finds itself at once, and both stay. */
  @JCStressTest
  @Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "both are there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is lost")
  @State
  public static class TwoAdded {
    private final RecorderTable table = new RecorderTable(1);
    private final ThreadRecorder one = recorder(1);
    private final ThreadRecorder other = recorder(2);

    @Actor
    public void one(III_Result r) {
      table.add(one);
      r.r1 = found(table, one);
    }

    @Actor
    public void other(III_Result r) {
      table.add(other);
      r.r2 = found(table, other);
    }

    @Arbiter
    public void after(III_Result r) {
      r.r3 = table.all().size() == table.size() ? table.size() : -1;
    }
  }

  /** One is folded by two threads at once: one of both does it. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one of both")
  @Outcome(expect = Expect.FORBIDDEN, desc = "folded twice, or never")
  @State
  public static class RemovedTwice {
    private final RecorderTable table = new RecorderTable(1);
    private final ThreadRecorder ended = recorder(1);

    public RemovedTwice() {
      table.add(ended);
      table.add(recorder(2));
    }

    @Actor
    public void one(II_Result r) {
      r.r1 = table.remove(ended) ? 1 : 0;
    }

    @Actor
    public void other(II_Result r) {
      r.r2 = table.remove(ended) ? 1 : 0;
    }
  }

  /** Another one of the bucket ends: whoever stays is found, and listed once. */
  @JCStressTest
  @Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "there all the time")
  @Outcome(expect = Expect.FORBIDDEN, desc = "missed, or seen twice")
  @State
  public static class OtherRemoved {
    private final RecorderTable table = new RecorderTable(1);
    private final ThreadRecorder first = recorder(1);
    private final ThreadRecorder ended = recorder(2);
    private final ThreadRecorder stays = recorder(3);

    public OtherRemoved() {
      table.add(first);
      table.add(ended);
      table.add(stays);
    }

    @Actor
    public void ends() {
      table.remove(ended);
    }

    @Actor
    public void looks(III_Result r) {
      r.r1 = found(table, stays);
      r.r2 = (int) table.all().stream().filter(each -> each == stays).count();
    }

    @Arbiter
    public void after(III_Result r) {
      r.r3 = found(table, first) + found(table, stays) + found(table, ended);
    }
  }

  /** A thread begins while another one ends: neither undoes the other. */
  @JCStressTest
  @Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "both are done")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is undone")
  @State
  public static class AddedAndRemoved {
    private final RecorderTable table = new RecorderTable(1);
    private final ThreadRecorder ended = recorder(1);
    private final ThreadRecorder begun = recorder(2);

    public AddedAndRemoved() {
      table.add(ended);
      table.add(recorder(3));
    }

    @Actor
    public void ends() {
      table.remove(ended);
    }

    @Actor
    public void begins() {
      table.add(begun);
    }

    @Arbiter
    public void after(III_Result r) {
      r.r1 = found(table, begun);
      r.r2 = found(table, ended);
      r.r3 = table.size();
    }
  }
}
