package io.trackmemory.tracker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A program with known counts, some of them of the JDK's, and known leaks. */
public final class CountsAndLeaks {

  private static final List<Object> KEPT = new ArrayList<>();

  private CountsAndLeaks() {}

  public static void main(String[] arguments) {
    MemoryTracker.measure(CountsAndLeaks::run);
    MemorySnapshot seen = MemoryTracker.measure(CountsAndLeaks::run);
    System.out.println(seen.allocationCount() + " objects, " + seen.allocatedBytes() + " B");
    System.out.println(
        seen.leaks().stream().mapToLong(Leak::objectCount).sum()
            + " leaked, "
            + seen.uncertified());
  }

  private static void run() {
    KEPT.add(new Object());
    KEPT.add(new int[5]);
    new ArrayDeque<>(3).clear(); // with an array that the JDK makes
  }
}
