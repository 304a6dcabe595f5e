package io.trackmemory.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Threads of one scope that allocate at once. Prints their CPU ns an object. */
final class ThreadsProgram {

  /* By one thread first: many would leave the JIT compiler's threads no time to compile. */
  private static final int WARM_UP_CALLS = 600_000;
  private static final int CALLS = 200_000;

  private ThreadsProgram() {}

  /** Arguments: a variant; how many threads share the work. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[1]);
    try (AutoCloseable scope = Tracked.valueOf(arguments[0]).open()) {
      cpuNanosPerCall(1, WARM_UP_CALLS);
      cpuNanosPerCall(threads, CALLS);
      System.out.println(cpuNanosPerCall(threads, CALLS) / AllocationBenchmark.LOOP);
    }
  }

  private static double cpuNanosPerCall(int threads, int calls) throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(new Worker(begin, calls / threads));
    }
    workers.forEach(Thread::start);
    begin.countDown();
    for (Worker worker : workers) {
      worker.join();
    }
    return workers.stream().mapToDouble(worker -> worker.time.cpuNanos).sum()
        / workers.stream().mapToDouble(worker -> worker.time.calls).sum();
  }

  private static final class Worker extends Thread {
    final CpuTime time = new CpuTime();
    private final AllocationBenchmark loops = new AllocationBenchmark();
    private final CountDownLatch begin;
    private final int calls;

    Worker(CountDownLatch begin, int calls) {
      this.begin = begin;
      this.calls = calls;
    }

    @Override
    public void run() {
      try {
        begin.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      time.start();
      for (int i = 0; i < calls; i++) {
        loops.mix(time);
      }
      time.stop();
    }
  }
}
