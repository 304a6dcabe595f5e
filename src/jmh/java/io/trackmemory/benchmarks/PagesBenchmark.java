package io.trackmemory.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Until 200 pages of 30 KB that two threads make are on disk, each written whole and renamed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PagesBenchmark {

  private static final int PAGES = 200;
  private static final int THREADS = 2;
  private static final int NAMES = 4_000;

  private Path folder = Path.of("");

  private record Page(Path file, byte[] text) {}

  /** Makes the folder. */
  @Setup(Level.Trial)
  public void create() throws IOException {
    folder = Files.createTempDirectory("pages");
  }

  /** Removes it. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    for (int i = 0; i < PAGES; i++) {
      Files.deleteIfExists(folder.resolve(i + ".html"));
    }
    Files.delete(folder);
  }

  /** Each thread writes its own, as the report does. */
  @Benchmark
  public void direct() throws InterruptedException {
    makeAll(PagesBenchmark::write);
  }

  /** Through a queue to a thread that writes them all. */
  @Benchmark
  public void queue() throws InterruptedException {
    Queue<Page> queue = new MpscUnboundedAtomicArrayQueue<>(64);
    CountDownLatch left = new CountDownLatch(PAGES);
    Thread writer = new Thread(() -> writeAll(queue, left));
    writer.start();
    makeAll(
        page -> {
          queue.offer(page);
          LockSupport.unpark(writer);
        });
    left.await();
    writer.join();
  }

  private static void writeAll(Queue<Page> queue, CountDownLatch left) {
    while (left.getCount() > 0) {
      Page page = queue.poll();
      if (page == null) {
        LockSupport.park();
      } else {
        write(page);
        left.countDown();
      }
    }
  }

  private interface Sink {
    void take(Page page);
  }

  private void makeAll(Sink sink) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i;
      Thread thread =
          new Thread(
              () -> {
                for (int page = first; page < PAGES; page += THREADS) {
                  sink.take(make(page));
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Page make(int number) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; text.length() < 30_000; row++) {
      text.append("<tr><td>").append((number * 31 + row) % NAMES).append("</td></tr>");
    }
    return new Page(folder.resolve(number + ".html"), text.toString().getBytes(UTF_8));
  }

  private static void write(Page page) {
    try {
      Path temporary = page.file().resolveSibling("." + page.file().getFileName() + ".tmp");
      Files.write(temporary, page.text());
      Files.move(temporary, page.file(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
