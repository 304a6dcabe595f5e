package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.gate.EndedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndedAccountsTest {

  private static final int SITE = 7;
  private static final int THREADS = 4;
  private static final int TIMES = 5_000;

  private final ScopeLedger nobody = new ScopeLedger(null, false, SamplingPlan.NONE, 1, 0);
  private final Queue<Object> queue = EndedThreads.queue();
  private final EndedAccounts ended = new EndedAccounts(queue, nobody);

  private static ThreadRecorder recorder(long id) {
    ThreadRecorder recorder = new ThreadRecorder(new Thread(), id);
    recorder.retarget(0, 0, 0);
    recorder.count(SITE, 0);
    return recorder;
  }

  private static long countOf(Account account) {
    long[][] table = account.tables[ThreadRecorder.COUNTED];
    return table == null ? 0 : table[0][SITE * Account.STRIDE];
  }

  @Test
  void add_waitsUntilAddedUp() {
    ended.add(recorder(1).base);
    ended.add(recorder(2).base);
    assertThat(countOf(nobody.ended)).isZero();

    ended.addUp();
    assertThat(countOf(nobody.ended)).isEqualTo(2);
    assertThat(queue).isEmpty();
  }

  @Test
  void add_twice_countsOnce() {
    Account base = recorder(1).base;
    ended.add(base);
    ended.add(base);
    ended.addUp();

    assertThat(countOf(nobody.ended)).isEqualTo(1);
    assertThat(base.folded).isTrue();
  }

  @Test
  void add_whereTheQueueIsFull_addsUpAllThatWaits() {
    int room = 0;
    while (queue.offer(recorder(++room).base)) {
      assertThat(room).isLessThan(1_000);
    }
    int waiting = room - 1;

    ended.add(recorder(room).base);
    assertThat(countOf(nobody.ended)).isEqualTo(waiting + 1);
    assertThat(queue).isEmpty();
  }

  @Test
  void add_withoutMemoryForTheQueue_addsUpAtOnce() {
    Queue<Object> outOfMemory =
        new ConcurrentLinkedQueue<>() {
          @Override
          public boolean offer(Object account) {
            throw new OutOfMemoryError("no room for a chunk");
          }
        };
    new EndedAccounts(outOfMemory, nobody).add(recorder(1).base);

    assertThat(countOf(nobody.ended)).isEqualTo(1);
  }

  @Test
  void add_withoutStackForIt_hasNotBegun() {
    Account base = recorder(1).base;
    assertThatThrownBy(() -> atDepth(base, Integer.MAX_VALUE))
        .isInstanceOf(StackOverflowError.class);
    ended.add(recorder(2).base);
    ended.addUp(); // would wait for ever for what was begun

    assertThat(countOf(nobody.ended)).isEqualTo(2);
    assertThat(queue).isEmpty();
  }

  private int atDepth(Account base, int more) {
    ended.add(base);
    ended.addUp();
    return more == 0 ? 0 : atDepth(base, more - 1) + 1;
  }

  @Test
  void addUp_whereOneFails_goesOnWithTheOthers() {
    long lost = Recorders.lost();
    Account broken = new Account(null, "broken", 1);
    broken.tables[ThreadRecorder.COUNTED] = new long[][] {new long[] {1}};
    ended.add(broken);
    ended.add(recorder(2).base);
    ended.addUp();

    assertThat(countOf(nobody.ended)).isEqualTo(1);
    assertThat(Recorders.lost()).isEqualTo(lost + 1);
  }

  @Test
  void accountOfAScope_isAddedToThatScope() {
    ScopeLedger scope = new ScopeLedger(null, false, SamplingPlan.NONE, 1, 0);
    Account none = new Account(null, "", 0);
    for (long id = 100; !scope.isFull(); id++) {
      scope.accounts.put(id, none);
    }
    ThreadRecorder worker = recorder(1);
    worker.enter(scope, this);
    worker.count(SITE, 0);
    worker.leave(this);
    Account account = scope.accountOf(worker);
    ended.add(account);
    assertThat(scope.accounts).containsValue(account);

    ended.addUp();
    assertThat(scope.accounts).doesNotContainValue(account);
    assertThat(countOf(scope.ended)).isEqualTo(1);
    assertThat(countOf(nobody.ended)).isZero();
  }

  @Test
  void threadsThatEndWhileOthersRead_eachIsSeenOnce() throws Exception {
    RecorderTable table = new RecorderTable(64);
    AtomicLong retired = new AtomicLong();
    CyclicBarrier together = new CyclicBarrier(THREADS + 1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i;
      Thread thread = new Thread(() -> endMany(first, table, together, retired));
      thread.start();
      threads.add(thread);
    }
    together.await();
    long seen = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long before = retired.get();
      seen = read(table);
      assertThat(seen).isBetween(before, retired.get() + THREADS);
    }
    assertThat(read(table)).isEqualTo((long) THREADS * TIMES);
    assertThat(table.size()).isZero();
  }

  private void endMany(int first, RecorderTable table, CyclicBarrier together, AtomicLong retired) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < TIMES; i++) {
      ThreadRecorder recorder = recorder(first + (long) i * THREADS);
      table.add(recorder);
      ended.add(recorder.base);
      table.remove(recorder);
      retired.incrementAndGet();
    }
  }

  /* As the gate does. */
  private long read(RecorderTable table) {
    synchronized (ended) {
      List<ThreadRecorder> recorders = ended.recorders(table);
      synchronized (nobody.sums) {
        long sum = countOf(nobody.ended);
        for (ThreadRecorder recorder : recorders) {
          sum += recorder.base.folded ? 0 : countOf(recorder.base);
        }
        return sum;
      }
    }
  }
}
