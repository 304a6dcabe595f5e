package io.trackmemory.tracker.question;

import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Size;
import io.trackmemory.tracker.question.SoftEntries.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** What one holder holds, counted by the number of the objects' class. For one thread. */
final class HeldCount {

  final Keeper keeper;
  final boolean withClass;
  private final Map<Integer, Tally> tallies = new HashMap<>();

  HeldCount(Keeper keeper, boolean withClass) {
    this.keeper = keeper;
    this.withClass = withClass;
  }

  /** Objects of one class, and the rank of the nearest. */
  private static final class Tally {
    private final Sum other = new Sum();
    private final Sum soft = new Sum();
    private final Sum cleared = new Sum();
    private int nearest = -1;

    Sum of(Role role) {
      return switch (role) {
        case NONE -> other;
        case SOFT -> soft;
        case CLEARED -> cleared;
      };
    }
  }

  private static final class Sum {
    private long count;
    private long bytes;
  }

  void add(int classNumber, Role role, long bytes, int rank) {
    Tally tally = tallies.computeIfAbsent(classNumber, key -> new Tally());
    Sum sum = tally.of(role);
    sum.count++;
    sum.bytes += bytes;
    if (role != Role.SOFT && tally.nearest < 0) {
      tally.nearest = rank;
    }
  }

  /** Objects that are there for one of these, by the name of their class. */
  Map<String, Size> sizes(IntFunction<String> className, Role... roles) {
    Map<String, Size> sizes = new HashMap<>();
    tallies.forEach(
        (number, tally) -> {
          for (Role role : roles) {
            Sum sum = tally.of(role);
            if (sum.count > 0) {
              sizes.merge(className.apply(number), new Size(sum.count, sum.bytes), Size::plus);
            }
          }
        });
    return Map.copyOf(sizes);
  }

  /** The nearest object of each class, but of those that are there for a soft value. */
  Map<Integer, Integer> nearest() {
    Map<Integer, Integer> nearest = new HashMap<>();
    tallies.forEach(
        (number, tally) -> {
          if (tally.nearest >= 0) {
            nearest.put(number, tally.nearest);
          }
        });
    return nearest;
  }
}
