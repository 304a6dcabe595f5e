package io.trackmemory.tracker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Does one thing after another, and prints what {@link MemoryTracker#jvm()} saw of it. */
final class JvmProgram {

  static final String MARK = "seen ";

  private static final int MIB = 1 << 20;

  /* What must stay reachable until the next thing is done. */
  private static final AtomicReference<Object> KEPT = new AtomicReference<>();

  private JvmProgram() {}

  public static void main(String[] arguments) throws Exception {
    JvmSnapshot first = MemoryTracker.jvm();
    print("within bounds", Witness.outOfBounds());
    print("metaspace maximum", FigureText.size(first.metaspace().orElseThrow().maxBytes()));
    directBuffer();
    mappedBuffer();
    thread();
    allocation();
    residentMemory();
    load();
    collection();
    print("agent", agentCameIn() ? "attached" : "not attached");
  }

  private static void print(String what, Object seen) {
    System.out.println(MARK + what + ": " + seen);
  }

  private static void directBuffer() {
    BufferMemory before = MemoryTracker.jvm().direct().orElseThrow();
    KEPT.set(ByteBuffer.allocateDirect(MIB));
    BufferMemory after = MemoryTracker.jvm().direct().orElseThrow();
    print("direct buffers", after.count() - before.count());
    print("direct bytes", difference(before.bytes(), after.bytes()));
  }

  private static void mappedBuffer() throws IOException {
    Path path = Files.createTempFile("mapped", ".bin");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      BufferMemory before = MemoryTracker.jvm().mapped().orElseThrow();
      KEPT.set(file.getChannel().map(MapMode.READ_WRITE, 0, 4096));
      BufferMemory after = MemoryTracker.jvm().mapped().orElseThrow();
      print("mapped buffers", after.count() - before.count());
      print("mapped bytes", difference(before.bytes(), after.bytes()));
    } finally {
      Files.delete(path);
    }
  }

  private static void thread() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              awaitUninterruptibly(end);
            });
    thread.setDaemon(true);
    ThreadCounts before = MemoryTracker.jvm().threads();
    thread.start();
    started.await();
    ThreadCounts after = MemoryTracker.jvm().threads();
    end.countDown();
    thread.join();
    print(
        "threads",
        (after.live() - before.live())
            + " live, "
            + (after.daemon() - before.daemon())
            + " daemon, "
            + (after.started() - before.started())
            + " started");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /* The counter is approximate by the buffers that threads allocate in. */
  private static void allocation() {
    JvmSnapshot before = MemoryTracker.jvm();
    for (int i = 0; i < 64; i++) {
      KEPT.set(new byte[MIB]);
    }
    OptionalLong allocated = MemoryTracker.jvm().since(before).allocatedBytes();
    boolean expected =
        Witness.countsAllocatedBytes()
            ? allocated.orElse(0) >= 60L * MIB && allocated.orElse(0) <= 80L * MIB
            : allocated.isEmpty();
    print("allocated", expected ? "as expected" : allocated);
  }

  /* Direct memory is filled with zeros, and so becomes resident. */
  private static void residentMemory() {
    JvmSnapshot before = MemoryTracker.jvm();
    KEPT.set(ByteBuffer.allocateDirect(64 * MIB));
    JvmSnapshot after = MemoryTracker.jvm();
    boolean expected =
        Witness.HAS_PROC
            ? difference(before.process().residentBytes(), after.process().residentBytes())
                    >= 48L * MIB
                && difference(before.process().virtualBytes(), after.process().virtualBytes())
                    >= 48L * MIB
                && after.since(before).minorPageFaults().orElse(0) > 0
            : after.process().residentBytes().isEmpty();
    print("resident", expected ? "as expected" : before.process() + " -> " + after.process());
  }

  /* Works until the clocks moved enough, however long that takes. */
  private static void load() {
    JvmSnapshot before = MemoryTracker.jvm();
    JvmSnapshot after = before;
    long sum = 0;
    while (after.uptimeMillis() - before.uptimeMillis() < 200
        || difference(before.cpu().processNanos(), after.cpu().processNanos()) < 100_000_000) {
      for (int i = 0; i < 1_000_000; i++) {
        sum += Integer.bitCount(i ^ (int) sum);
      }
      after = MemoryTracker.jvm();
    }
    boolean expected =
        isShare(after.cpu().processLoad().orElse(-1))
            && isShare(after.cpu().machineLoad().orElse(-1))
            && after.cpu().loadMillis().orElse(0) >= 100
            && after.since(before).processLoad().orElse(-1) > 0;
    print("load", expected ? "as expected" : after.cpu() + " " + sum);
  }

  private static boolean isShare(double load) {
    return load >= 0 && load <= 1;
  }

  @SuppressWarnings("SystemGc")
  private static void collection() {
    JvmSnapshot before = MemoryTracker.jvm();
    System.gc();
    JvmSnapshot after = MemoryTracker.jvm();
    print("collected", after.since(before).collections().orElse(-1) > 0);
    print("heap after collection", after.gc().heapAfterLast().isPresent());
    print("heap fragmentation", after.fragmentation().heapAtMost().isPresent());
    String outside = Witness.outOfBounds();
    if (!outside.equals("[]")) {
      throw new AssertionError("after a collection: " + outside);
    }
  }

  private static long difference(OptionalLong before, OptionalLong after) {
    return after.orElseThrow() - before.orElseThrow();
  }

  /* An agent that attaches from within the JVM is let in by a thread of that name. */
  private static boolean agentCameIn() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("Attach Listener"));
  }
}
