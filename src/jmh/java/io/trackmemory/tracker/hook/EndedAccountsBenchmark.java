package io.trackmemory.tracker.hook;

import io.trackmemory.tracker.gate.EndedThreads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the end of a thread costs that has counted at 100 sites in five blocks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EndedAccountsBenchmark {

  /** How its counts come to the sums. */
  public enum Way {
    /** Each thread adds up its own, under the lock. */
    LOCK,
    /** Through the queue; where it is full, one thread adds up what waits. */
    QUEUE
  }

  @Param public Way way = Way.LOCK;

  private EndedAccounts ended = EndedAccounts.withoutQueue();

  /** Makes the queue. */
  @Setup(Level.Trial)
  public void connect() {
    ended =
        way == Way.LOCK
            ? EndedAccounts.withoutQueue()
            : new EndedAccounts(EndedThreads.queue(), ScopeLedger.NOBODY);
  }

  /** Counts of threads, so many that none is used again before it was added up. */
  @State(Scope.Thread)
  public static class Ending {
    private static final int ACCOUNTS = 256;

    private final Account[] accounts = new Account[ACCOUNTS];
    private int next;

    /** Makes the accounts. */
    public Ending() {
      for (int i = 0; i < ACCOUNTS; i++) {
        accounts[i] = new Account(null, "", 1);
        count(accounts[i]);
      }
    }

    private static void count(Account account) {
      for (int site = 0; site < 5 << ScopeLedger.CHUNK_BITS; site += 12) {
        account.grow(ThreadRecorder.COUNTED, site);
        long[][] table = account.tables[ThreadRecorder.COUNTED];
        if (table != null) {
          table[site >> ScopeLedger.CHUNK_BITS][(site & ScopeLedger.CHUNK_MASK) * Account.STRIDE] =
              1;
        }
      }
    }

    Account next() {
      Account account = accounts[next++ & (ACCOUNTS - 1)];
      account.folded = false;
      return account;
    }
  }

  /** A thread ends. */
  @Benchmark
  public void end(Ending ending) {
    ended.add(ending.next());
  }
}
