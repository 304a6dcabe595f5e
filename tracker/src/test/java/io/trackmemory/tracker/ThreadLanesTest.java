package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When each thread worked for a scope. */
class ThreadLanesTest {

  private final ExecutorService pool =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "lanes-worker"));

  @AfterEach
  void stop() {
    pool.shutdown();
  }

  private void inPool(int tasks) throws ExecutionException, InterruptedException {
    for (int i = 0; i < tasks; i++) {
      pool.submit(() -> Made.objects(1)).get();
    }
  }

  private static List<ThreadLane.Span> spans(MemorySnapshot seen, String thread) {
    return seen.lanes().stream()
        .filter(lane -> lane.threadName().equals(thread))
        .findFirst()
        .map(ThreadLane::spans)
        .orElse(List.of());
  }

  @Test
  void lanes_tasksOfAPool_areSpansOfItsThread() throws Exception {
    inPool(2); // before: nobody's
    MemorySnapshot seen = MemoryTracker.measure(() -> inPool(3));
    inPool(2);

    List<ThreadLane.Span> tasks = spans(seen, "lanes-worker");
    ThreadLane own = seen.lanes().get(0);
    assertThat(seen.lanes()).hasSize(2);
    assertThat(own.ownThread()).isTrue();
    assertThat(own.spans()).hasSize(1);
    assertThat(tasks).hasSize(3).allMatch(span -> span.stretches() == 1);
    ThreadLane.Span whole = own.spans().get(0);
    for (int i = 0; i < tasks.size(); i++) {
      ThreadLane.Span task = tasks.get(i);
      assertThat(task.beginNanos()).isGreaterThanOrEqualTo(whole.beginNanos());
      assertThat(task.endNanos()).isGreaterThanOrEqualTo(task.beginNanos());
      if (i > 0) {
        assertThat(task.beginNanos()).isGreaterThanOrEqualTo(tasks.get(i - 1).endNanos());
      }
    }
    assertThat(tasks.get(1).beginNanos()).isLessThanOrEqualTo(whole.endNanos());
  }

  @Test
  void lanes_manyTasks_areMerged_andNoneIsLost() throws Exception {
    inPool(1);
    MemorySnapshot seen = MemoryTracker.measure(() -> inPool(1_001));

    List<ThreadLane.Span> tasks = spans(seen, "lanes-worker");
    assertThat(tasks).hasSizeBetween(100, 200);
    assertThat(tasks.stream().mapToLong(ThreadLane.Span::stretches).sum()).isEqualTo(1_001);
  }

  @Test
  void lanes_scopeThatIsOpen_goesOnUntilNow() {
    try (MemoryScope scope = MemoryTracker.open()) {
      ThreadLane.Span first = scope.snapshot().lanes().get(0).spans().get(0);
      ThreadLane.Span later = scope.snapshot().lanes().get(0).spans().get(0);
      assertThat(later.endNanos()).isGreaterThan(first.endNanos());
    }
  }
}
