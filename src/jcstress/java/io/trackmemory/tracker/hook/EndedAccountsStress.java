package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.gate.EndedThreads;
import java.util.List;
import java.util.Queue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Threads end while another one reads what all threads did: first then, last after all. */
public final class EndedAccountsStress {

  private static final int SITE = 5;

  private EndedAccountsStress() {}

  /** What the actors share: the queue that the tracker uses. */
  private abstract static class Threads {
    final ScopeLedger nobody = new ScopeLedger(null, false, SamplingPlan.NONE, 1, 0);
    final Queue<Object> queue = EndedThreads.queue();
    final EndedAccounts ended = new EndedAccounts(queue, nobody);
    final RecorderTable table = new RecorderTable(2);
    final ThreadRecorder one = begun(1);
    final ThreadRecorder other = begun(2);

    private ThreadRecorder begun(long id) {
      ThreadRecorder recorder = new ThreadRecorder(new Thread(), id);
      table.add(recorder);
      recorder.retarget(0, 0, 0);
      recorder.count(SITE, 0);
      return recorder;
    }

    void end(ThreadRecorder recorder) {
      recorder.count(SITE, 0);
      ended.add(recorder.base);
      table.remove(recorder);
    }

    /* Its end was not seen: a thread that may have locks adds up. */
    void fold(ThreadRecorder recorder) {
      ended.addToNobody(recorder.base);
      table.remove(recorder);
    }

    /* Leaves no room. */
    void fill() {
      Account none = new Account(null, "", 0);
      none.folded = true;
      boolean room = true;
      while (room) {
        room = queue.offer(none);
      }
    }

    /* As the gate does. */
    int read() {
      synchronized (ended) {
        List<ThreadRecorder> recorders = ended.recorders(table);
        synchronized (nobody.sums) {
          long sum = countOf(nobody.ended);
          for (ThreadRecorder recorder : recorders) {
            sum += recorder.base.folded ? 0 : countOf(recorder.base);
          }
          return (int) sum;
        }
      }
    }

    private static long countOf(Account account) {
      long[][] counts = account.tables[ThreadRecorder.COUNTED];
      return counts == null ? 0 : counts[0][SITE * Account.STRIDE];
    }
  }

  /** One after the other counts once more, and ends. */
  @JCStressTest
  @Outcome(
      id = {"2, 4", "3, 4", "4, 4"},
      expect = Expect.ACCEPTABLE,
      desc = "without the newest")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class TwoEnd extends Threads {
    @Actor
    public void one() {
      end(one);
    }

    @Actor
    public void other() {
      end(other);
    }

    @Actor
    public void reads(II_Result r) {
      r.r1 = read();
    }

    @Arbiter
    public void after(II_Result r) {
      r.r2 = read();
    }
  }

  /** There is no room in the queue. */
  @JCStressTest
  @Outcome(
      id = {"2, 4", "3, 4", "4, 4"},
      expect = Expect.ACCEPTABLE,
      desc = "without the newest")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class TwoEndWithoutRoom extends Threads {
    public TwoEndWithoutRoom() {
      fill();
    }

    @Actor
    public void one() {
      end(one);
    }

    @Actor
    public void other() {
      end(other);
    }

    @Actor
    public void reads(II_Result r) {
      r.r1 = read();
    }

    @Arbiter
    public void after(II_Result r) {
      r.r2 = read();
    }
  }

  /** It hands over what another one adds up at the same time. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "each once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class EndsTwice extends Threads {
    @Actor
    public void ends() {
      ended.add(one.base);
      table.remove(one);
    }

    @Actor
    public void another() {
      fold(one);
    }

    @Actor
    public void reads(II_Result r) {
      r.r1 = read();
    }

    @Arbiter
    public void after(II_Result r) {
      r.r2 = read();
    }
  }

  /** Two read: one of both adds up each. */
  @JCStressTest
  @Outcome(
      id = {"2, 2", "2, 3", "3, 2", "3, 3"},
      expect = Expect.ACCEPTABLE,
      desc = "with the newest or without")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or counted twice")
  @State
  public static class TwoRead extends Threads {
    @Actor
    public void ends() {
      end(one);
    }

    @Actor
    public void one(II_Result r) {
      r.r1 = read();
    }

    @Actor
    public void other(II_Result r) {
      r.r2 = read();
    }
  }
}
