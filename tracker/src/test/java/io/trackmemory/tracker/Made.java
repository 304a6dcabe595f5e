package io.trackmemory.tracker;

import org.jspecify.annotations.Nullable;

/** An object whose only purpose is to be counted. */
final class Made {

  /** Keeps the last one alive, so that the JIT compiler must make it. */
  static volatile @Nullable Object sink;

  private Made() {}

  /** Makes some. */
  static void objects(int count) {
    for (int i = 0; i < count; i++) {
      sink = new Made();
    }
  }

  /**
   * What an action leaves off-heap that it drops; measured again where a collection, which may come
   * at any moment, has already given it back as the action ends.
   */
  static MemorySnapshot dropped(ThrowingRunnable action) {
    MemorySnapshot seen = MemoryTracker.measure(action);
    for (int i = 0; i < 5 && seen.directLeakResult().setApart().isEmpty(); i++) {
      seen = MemoryTracker.measure(action);
    }
    return seen;
  }

  /** How many of them a snapshot has. */
  static long in(MemorySnapshot snapshot) {
    return snapshot.types().stream()
        .filter(type -> type.typeName().equals(Made.class.getName()))
        .mapToLong(TypeStatistics::count)
        .sum();
  }
}
