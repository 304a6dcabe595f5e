package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import io.trackmemory.tracker.question.LeakFindings.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What threads hold, and what only their frames do. */
@Tag("slow")
@Tag("jdk")
class ThreadHoldersTest {

  static final ThreadLocal<Object> CONTEXT = new ThreadLocal<>();
  static final List<Object> LIST = new ArrayList<>();

  static final class Session {
    final byte[] buffer = new byte[1000];
  }

  private final Survivors survivors = new Survivors();
  private final ExecutorService pool =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "worker-17"));

  @AfterEach
  void release() {
    pool.shutdownNow();
    CONTEXT.remove();
    LIST.clear();
  }

  private Session session() {
    return survivors.note(new Session());
  }

  private void inPool(Runnable task) throws InterruptedException, ExecutionException {
    Callable<Boolean> finished = Executors.callable(task, true);
    assertThat(pool.submit(finished).get()).isTrue();
  }

  @Test
  void search_threadLocalOfPoolThread_isTheHolder() throws Exception {
    inPool(() -> CONTEXT.set(session()));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    Finding finding = found.findings().get(0);
    assertThat(finding.signature())
        .isEqualTo("ThreadLocal " + ThreadHoldersTest.class.getName() + ".CONTEXT");
    assertThat(finding.chain().rootDescription())
        .isEqualTo(finding.signature() + " of thread \"worker-17\"");
    assertThat(finding.chain().links().stream().map(ChainLink::toString))
        .containsExactly(
            "java.lang.Thread.threadLocals",
            "java.lang.ThreadLocal$ThreadLocalMap.table",
            "java.lang.ThreadLocal$ThreadLocalMap$Entry[][*]",
            "java.lang.ThreadLocal$ThreadLocalMap$Entry.value of "
                + ThreadHoldersTest.class.getName()
                + ".CONTEXT",
            Session.class.getName());
    assertThat(finding.chain().suspectIndex()).hasValue(3);
  }

  @Test
  void search_sameThreadLocalOnTwoThreads_isOneFinding() throws Exception {
    inPool(() -> CONTEXT.set(session()));
    CONTEXT.set(session());

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).survivors()).containsExactly(0, 1);
  }

  @Test
  void search_workerOfTheCommonPool_isSetApartButNotItsThreadLocals() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ForkJoinPool.commonPool()
        .execute(
            () -> {
              survivors.noteOfLibrary(Thread.currentThread());
              survivors.noteOfLibrary(Thread.currentThread().getName());
              CONTEXT.set(session());
              started.countDown();
              awaitQuietly(end);
              CONTEXT.remove();
            });
    started.await();

    LeakFindings found = survivors.search();

    end.countDown();
    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).survivors()).containsExactly(2);
    assertThat(found.findings().get(0).signature()).endsWith(".CONTEXT");
    assertThat(found.setApart()).containsExactly(new Apart(KnownHolder.JDK_THREADS, List.of(0, 1)));
  }

  @Test
  void search_fieldOfRunningThreadsTask_isTheHolder() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(new Task(session(), started, end), "keeper-3");
    thread.start();
    started.await();

    LeakFindings found = survivors.search();

    end.countDown();
    thread.join();
    assertThat(found.findings()).hasSize(1);
    Finding finding = found.findings().get(0);
    assertThat(finding.chain().rootDescription()).isEqualTo("thread \"keeper-3\"");
    assertThat(finding.signature()).isEqualTo(Task.class.getName() + ".session");
    assertThat(finding.chain().links().get(finding.chain().suspectIndex().orElseThrow()).toString())
        .isEqualTo(Task.class.getName() + ".session");
  }

  private static final class Task implements Runnable {
    final Session session;
    final CountDownLatch started;
    final CountDownLatch end;

    Task(Session session, CountDownLatch started, CountDownLatch end) {
      this.session = session;
      this.started = started;
      this.end = end;
    }

    @Override
    public void run() {
      started.countDown();
      awaitQuietly(end);
      LIST.add(session.buffer);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void search_localVariableOfParkedThread_isInUse() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = new Thread(() -> keepLocally(started, end));
    thread.start();
    started.await();
    LIST.add(session());

    LeakFindings found = survivors.search();

    end.countDown();
    thread.join();
    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).survivors()).containsExactly(1);
    assertThat(found.setApart())
        .containsExactly(new Apart("in use by running methods", List.of(0)));
  }

  private void keepLocally(CountDownLatch started, CountDownLatch end) {
    Session local = session();
    started.countDown();
    awaitQuietly(end);
    assertThat(local.buffer).hasSize(1000);
  }

  @Test
  void search_parkBlocker_isInUse() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              Object blocker = session();
              while (end.getCount() > 0) {
                LockSupport.park(blocker);
              }
            });
    thread.start();
    while (LockSupport.getBlocker(thread) == null) {
      Thread.onSpinWait();
    }

    LeakFindings found = survivors.search();

    end.countDown();
    LockSupport.unpark(thread);
    thread.join();
    assertThat(found.findings()).isEmpty();
    assertThat(found.setApart())
        .containsExactly(new Apart("in use by running methods", List.of(0)));
  }

  @Test
  void search_threadThatStillRuns_isItselfTheLeak() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = survivors.note(new Thread(() -> awaitQuietly(end), "forgotten"));
    thread.start();

    LeakFindings found = survivors.search();

    end.countDown();
    thread.join();
    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).chain().links())
        .containsExactly(new ChainLink("java.lang.Thread", "", false));
    assertThat(found.findings().get(0).chain().rootDescription()).isEqualTo("thread \"forgotten\"");
  }

  @Test
  void search_runningThread_isTheHolder_itsGroupIsNot() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Session held = session();
    Thread running =
        survivors.note(
            new Thread("runs-on") {
              final Session own = held;

              @Override
              public void run() {
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                LIST.add(own);
              }
            });
    running.start();
    try {
      LeakFindings found = survivors.search();

      assertThat(found.findings())
          .extracting(Finding::signature)
          .containsOnly("thread \"runs-on\"");
      assertThat(found.setApart()).isEmpty();
    } finally {
      end.countDown();
      running.join();
    }
  }
}
