package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecorderTableTest {

  private static final int THREADS = 8;
  private static final int TIMES = 20_000;

  private final RecorderTable table = new RecorderTable(2);

  private static ThreadRecorder recorder(long id) {
    return new ThreadRecorder(new Thread(), id);
  }

  @Test
  void find_knowsEachOfABucket() {
    List<ThreadRecorder> added = List.of(recorder(1), recorder(3), recorder(5), recorder(4));
    added.forEach(table::add);

    assertThat(added).allMatch(each -> table.find(each.owner, each.ownerId) == each);
    assertThat(table.find(new Thread(), 1)).isNull();
    assertThat(table.all()).containsExactlyInAnyOrderElementsOf(added);
    assertThat(table.size()).isEqualTo(4);
  }

  @Test
  void remove_takesOutTheOneOnce_andLeavesTheOthers() {
    List<ThreadRecorder> added = List.of(recorder(1), recorder(3), recorder(5));
    added.forEach(table::add);

    assertThat(table.remove(added.get(1))).isTrue();
    assertThat(table.remove(added.get(1))).isFalse();
    assertThat(table.all()).containsExactlyInAnyOrder(added.get(0), added.get(2));
    assertThat(table.find(added.get(1).owner, 3)).isNull();
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void addedAndRemovedByManyThreads_nothingLost_nothingTwice() throws Exception {
    AtomicInteger missed = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i;
      Thread thread = new Thread(() -> churn(first, together, missed));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(missed).hasValue(0);
    assertThat(table.size()).isEqualTo(THREADS);
    assertThat(table.all()).extracting(each -> each.ownerId).doesNotHaveDuplicates();
  }

  private void churn(int first, CyclicBarrier together, AtomicInteger missed) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    ThreadRecorder last = recorder(first);
    table.add(last);
    for (int i = 1; i < TIMES; i++) {
      ThreadRecorder next = recorder(first + (long) i * THREADS);
      table.add(next);
      boolean found = table.find(last.owner, last.ownerId) == last;
      if (!found || !table.remove(last) || table.find(next.owner, next.ownerId) != next) {
        missed.incrementAndGet();
      }
      last = next;
    }
  }
}
