package io.trackmemory.tracker.oracle;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.ThrowingRunnable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures each way in its first run, a later one, after many runs, and many runs at once.
 *
 * <p>Prints a line each: name, what was run, objects, bytes, and why they are not certain.
 */
final class TrackedMain {

  private TrackedMain() {}

  /** Arguments: runs before the last measurements; {@code reversed} or the name of one way. */
  public static void main(String[] arguments) throws Throwable {
    int runs = Integer.parseInt(arguments[0]);
    List<Way> ways = new ArrayList<>(Ways.all());
    if (arguments.length > 1 && arguments[1].equals("reversed")) {
      Collections.reverse(ways);
    } else if (arguments.length > 1) {
      ways.removeIf(way -> !way.name().equals(arguments[1]));
    }
    for (Way way : ways) {
      print(way, "cold", way.action());
      print(way, "second", way.action());
      ThrowingRunnable many = many(way.action(), runs);
      many.run();
      print(way, "warm", way.action());
      print(way, "many", many);
      print(way, "last", way.action());
    }
  }

  private static ThrowingRunnable many(ThrowingRunnable action, int runs) {
    return () -> {
      for (int i = 0; i < runs; i++) {
        action.run();
      }
    };
  }

  private static void print(Way way, String run, ThrowingRunnable action) {
    MemorySnapshot seen = MemoryTracker.measure(action);
    System.out.println(
        String.join(
            "\t",
            way.name(),
            run,
            Long.toString(seen.allocationCount()),
            Long.toString(seen.allocatedBytes()),
            seen.uncertified().orElse("")));
  }
}
