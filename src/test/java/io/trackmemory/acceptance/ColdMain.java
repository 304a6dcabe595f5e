package io.trackmemory.acceptance;

import io.trackmemory.acceptance.code.ColdCode;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;

/** Measures code as the first thing that the JVM does, once more, and after ten thousand runs. */
final class ColdMain {

  private ColdMain() {}

  public static void main(String[] arguments) {
    print(MemoryTracker.measure(() -> ColdCode.run(1_000)));
    print(MemoryTracker.measure(() -> ColdCode.run(1_000)));
    for (int run = 0; run < 10_000; run++) {
      ColdCode.run(1_000);
    }
    print(MemoryTracker.measure(() -> ColdCode.run(1_000)));
  }

  private static void print(MemorySnapshot seen) {
    System.out.println(
        seen.allocationCount()
            + " objects, "
            + seen.allocatedBytes()
            + " B, first use "
            + (seen.firstUseCount() > 0)
            + ", leaks "
            + seen.leaks().size());
  }
}
