package io.trackmemory.tracker.question;

import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Size;
import io.trackmemory.tracker.question.SoftEntries.Role;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** What one holder holds, counted by the number of the objects' class. For one thread. */
final class HeldCount {

  final Keeper keeper;
  final boolean withClass;
  private final Map<Role, Map<Integer, Sum>> sums = new EnumMap<>(Role.class);

  HeldCount(Keeper keeper, boolean withClass) {
    this.keeper = keeper;
    this.withClass = withClass;
  }

  /** Objects of one class, and the rank of the nearest. */
  private static final class Sum {
    private final int nearest;
    private long count;
    private long bytes;

    Sum(int nearest) {
      this.nearest = nearest;
    }
  }

  private Map<Integer, Sum> of(Role role) {
    return sums.computeIfAbsent(role, key -> new HashMap<>());
  }

  /** Adds an object, the nearest first. */
  void add(int classNumber, Role role, long bytes, int rank) {
    Sum sum = of(role).computeIfAbsent(classNumber, key -> new Sum(rank));
    sum.count++;
    sum.bytes += bytes;
  }

  /** Objects that are there for one of these, by the name of their class. */
  Map<String, Size> sizes(IntFunction<String> className, Role... roles) {
    Map<String, Size> sizes = new HashMap<>();
    for (Role role : roles) {
      of(role)
          .forEach(
              (number, sum) ->
                  sizes.merge(className.apply(number), new Size(sum.count, sum.bytes), Size::plus));
    }
    return Map.copyOf(sizes);
  }

  /** The nearest object of each class, but of those that are there for a soft value. */
  Map<Integer, Integer> nearest() {
    Map<Integer, Integer> nearest = new HashMap<>();
    of(Role.NONE).forEach((number, sum) -> nearest.put(number, sum.nearest));
    of(Role.CLEARED).forEach((number, sum) -> nearest.merge(number, sum.nearest, Math::min));
    return nearest;
  }
}
