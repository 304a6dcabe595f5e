package io.trackmemory.tracker.firstuse;

import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes each of some calls 10,001 times and prints what that made, a line for each stretch of
 * {@link Measurement#LAST_CALLS}. Nothing is printed before all is done, lest printing be the first
 * to use something.
 */
final class CallMain {

  /** Keeps what was made alive, so that the JIT compiler must make it. */
  static volatile @Nullable Object sink;

  private CallMain() {}

  /** Arguments: group and name of a call, of the next, and so on. */
  public static void main(String[] arguments) throws Throwable {
    Tracking.DOOR.unavailable();
    List<List<Measurement>> all = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      int group = Integer.parseInt(arguments[i]);
      all.add(measure(group, Calls.of(group, arguments[i + 1])));
    }
    for (List<Measurement> measurements : all) {
      measurements.forEach(System.out::println);
    }
  }

  private static List<Measurement> measure(int group, Calls calls) throws Throwable {
    List<MemorySnapshot> seen = new ArrayList<>();
    int first = 1;
    for (int last : Measurement.LAST_CALLS) {
      if (last > 10_000) {
        clearSoftReferences();
      }
      seen.add(run(group, calls, last - first + 1));
      first = last + 1;
    }
    return measurements(seen);
  }

  private static MemorySnapshot run(int group, Calls calls, int times) throws Throwable {
    MemoryScope scope = Tracking.DOOR.open(ScopeOptions.counting());
    try {
      for (int i = 0; i < times; i++) {
        sink = calls.in(group);
      }
    } finally {
      scope.close();
    }
    return scope.snapshot();
  }

  private static List<Measurement> measurements(List<MemorySnapshot> seen) {
    List<Measurement> measurements = new ArrayList<>();
    int first = 1;
    for (int i = 0; i < seen.size(); i++) {
      int last = Measurement.LAST_CALLS.get(i);
      measurements.add(Measurement.of(first, last, seen.get(i)));
      first = last + 1;
    }
    return measurements;
  }

  /* The JVM clears them all before it says that memory is out. */
  private static void clearSoftReferences() {
    sink = null;
    System.gc();
    try {
      sink = new long[Integer.MAX_VALUE - 8];
    } catch (OutOfMemoryError e) {
      sink = null;
    }
  }
}
