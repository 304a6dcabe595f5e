package io.trackmemory.tracker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Rounds of varied work, each with its known count, then the heap in use after a full collection.
 * Prints that in bytes for each round, or what was counted wrong.
 */
final class SoakProgram {

  private static final List<Object> HELD = new ArrayList<>();

  private SoakProgram() {}

  /** Arguments: rounds; seconds after which no round begins. */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000;
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < rounds && System.nanoTime() < end; round++) {
        work(pool, round);
        System.out.println(usedBytes());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @SuppressWarnings("SystemGc") // what is measured is what it leaves
  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void work(ExecutorService pool, int round) throws Exception {
    check("one thread", 20_000, MemoryTracker.measure(() -> Made.objects(20_000)));
    check("own threads", 2_000, MemoryTracker.measure(() -> inThreads(20, 100)));
    check("a pool", 3_000, MemoryTracker.measure(() -> inPool(pool, 3, 1_000)));
    check("scopes in scopes", 600, MemoryTracker.measure(() -> nested(20)));
    check("an exception", 10, MemoryTracker.measure(SoakProgram::failing));
    check("libraries", 100, MemoryTracker.measure(() -> libraries(round)));
    MemorySnapshot leaking = MemoryTracker.measure(() -> leak(50));
    check("a leak", 50, leaking);
    if (leaking.leaks().size() != 1) {
      throw new IllegalStateException(leaking.leakResult().toString());
    }
    HELD.clear();
    try (MemoryScope open = MemoryTracker.open()) {
      Made.objects(7);
      open.checkpoint("seven");
      Made.objects(8);
      check("a checkpoint", 8, open.snapshot().since("seven"));
      open.snapshot().samples();
      open.snapshot().history();
    }
    Made.sink = null;
  }

  private static void check(String what, long expected, MemorySnapshot seen) {
    if (Made.in(seen) != expected || seen.uncertified().isPresent()) {
      throw new IllegalStateException(
          what + ": " + expected + " but " + Made.in(seen) + " " + seen.uncertified());
    }
  }

  private static void inThreads(int threads, int objects) throws InterruptedException {
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> Made.objects(objects));
      thread.start();
      started.add(thread);
    }
    for (Thread thread : started) {
      thread.join();
    }
  }

  private static void inPool(ExecutorService pool, int tasks, int objects) {
    CompletableFuture.allOf(
            IntStream.range(0, tasks)
                .mapToObj(task -> CompletableFuture.runAsync(() -> Made.objects(objects), pool))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static void nested(int depth) {
    for (int i = 0; i < depth; i++) {
      check("an inner scope", 30, MemoryTracker.measure(() -> Made.objects(30)));
    }
  }

  private static void failing() {
    Made.objects(10);
    try {
      throw new IllegalStateException("on purpose");
    } catch (IllegalStateException e) {
      Made.sink = e;
    }
  }

  private static void libraries(int round) {
    Map<String, List<Integer>> map = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      map.computeIfAbsent(String.format("%d-%s", round, i % 10), key -> new ArrayList<>()).add(i);
      Made.objects(1);
    }
    Made.sink = map.values().stream().mapToInt(List::size).boxed().toList();
  }

  private static void leak(int objects) {
    for (int i = 0; i < objects; i++) {
      Made.objects(1);
      HELD.add(Made.sink);
    }
    Made.sink = null;
  }
}
