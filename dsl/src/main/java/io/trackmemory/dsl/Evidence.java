package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What filters look at beside a row: the snapshot it is of, and the classes that are loaded. */
final class Evidence {

  private final Optional<MemorySnapshot> snapshot;
  private final TrackerAccess tracker;
  private final Map<String, List<Class<?>>> classes = new HashMap<>();

  Evidence(MemorySnapshot snapshot, TrackerAccess tracker) {
    this(Optional.of(snapshot), tracker);
  }

  /** For rows of no snapshot. */
  Evidence(TrackerAccess tracker) {
    this(Optional.empty(), tracker);
  }

  private Evidence(Optional<MemorySnapshot> snapshot, TrackerAccess tracker) {
    this.snapshot = snapshot;
    this.tracker = tracker;
  }

  /** Every loaded class of a name; looked up once. */
  List<Class<?>> classes(String typeName) {
    return classes.computeIfAbsent(typeName, tracker::loadedClasses);
  }

  /** Whether a class is loaded of that name, with or without its package. */
  boolean isClassLoaded(String name) {
    return tracker.isClassLoaded(name);
  }

  boolean isPackageLoaded(String packageName) {
    return tracker.isPackageLoaded(packageName);
  }

  /** Whether a call stack was taken for every allocation in library code. */
  boolean knowsEveryCaller() {
    return snapshot.filter(seen -> seen.omissions().unstackedCount() > 0).isEmpty();
  }
}
