package io.trackmemory.tracker.question;

import io.trackmemory.tracker.LeakResult.Repeated;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.jvm.ObjectLayout;
import io.trackmemory.tracker.recorded.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts strings and boxes of one line that have a value which another of them has. It runs the
 * JDK's {@code equals} and no code of users. For one thread.
 */
final class Repetitions {

  private static final Set<Class<?>> TYPES =
      Set.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Character.class,
          Double.class,
          Float.class,
          Boolean.class);

  private final ObjectLayout layout;
  private final Map<SiteStatistics, Group> groups = new LinkedHashMap<>();

  Repetitions(ObjectLayout layout) {
    this.layout = layout;
  }

  private static final class Group {
    private final Map<Object, Integer> values = new HashMap<>();
    private long count;
    private long bytes;
    private long spareBytes;

    /* Of each value, the first is needed. */
    void add(Object object, long itsBytes) {
      count++;
      bytes += itsBytes;
      if (values.merge(object, 1, Integer::sum) > 1) {
        spareBytes += itsBytes;
      }
    }
  }

  /**
   * Adds an object, if it has a value.
   *
   * @param place where it was made, of no amount
   * @param type its type as the Java language writes it
   * @param shallowBytes its own size
   */
  void add(SiteStatistics place, String type, Object object, long shallowBytes) {
    if (TYPES.contains(object.getClass())) {
      groups
          .computeIfAbsent(Rows.with(place, type, 0, 0), key -> new Group())
          .add(object, shallowBytes + (object instanceof String text ? characters(text) : 0));
    }
  }

  private long characters(String text) {
    boolean latin1 = text.chars().allMatch(c -> c <= 0xFF);
    return layout.arrayBytes("byte", latin1 ? text.length() : 2L * text.length());
  }

  /** Those of which values repeat, what would be saved most first. */
  List<Repeated> toList() {
    List<Repeated> repeated = new ArrayList<>();
    groups.forEach(
        (place, group) -> {
          if (group.values.size() < group.count) {
            repeated.add(
                new Repeated(
                    Rows.with(place, group.count, group.bytes),
                    group.values.size(),
                    group.spareBytes));
          }
        });
    repeated.sort(Comparator.comparingLong(each -> -each.spareBytes()));
    return List.copyOf(repeated);
  }
}
