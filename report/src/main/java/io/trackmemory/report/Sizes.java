package io.trackmemory.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many objects were how large.
 *
 * @param classes all classes of sizes, in order
 * @param exact whether the class of each object is known, and not only that of a stack's mean
 */
record Sizes(List<Of> classes, boolean exact) {

  /** Objects of one class. */
  record Of(SizeClass sizeClass, long count, long bytes) {}

  static Sizes of(CallStacks stacks) {
    Map<SizeClass, Of> classes = new EnumMap<>(SizeClass.class);
    for (SizeClass each : SizeClass.values()) {
      classes.put(each, new Of(each, 0, 0));
    }
    for (CallStacks.Row row : stacks.rows()) {
      if (row.count() > 0) {
        classes.computeIfPresent(
            SizeClass.of((row.bytes() + row.count() - 1) / row.count()),
            (key, of) -> new Of(key, of.count + row.count(), of.bytes + row.bytes()));
      }
    }
    return new Sizes(
        List.copyOf(classes.values()), stacks.rows().stream().allMatch(CallStacks.Row::oneSize));
  }
}
