package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.RetainedObjects;
import io.trackmemory.tracker.spi.RetentionQuery;
import org.jspecify.annotations.Nullable;

/** What some objects keep alive, looked up when first asked. Used by one thread. */
final class RetainedSource {

  private final RetentionQuery query;
  private final String path;
  private final int roots;
  private final TrackerAccess tracker;
  private @Nullable RetainedObjects found;

  RetainedSource(RetentionQuery query, String path, int roots, TrackerAccess tracker) {
    this.query = query;
    this.path = path;
    this.roots = roots;
    this.tracker = tracker;
  }

  RetainedSource without(Object[] objects) {
    return new RetainedSource(query.without(objects), path + "excluding(...).", roots, tracker);
  }

  /** With more roots, of which nobody else knows. */
  RetainedSource with(Injection injection) {
    return new RetainedSource(
        query.with(injection.loose()), path, roots + (int) injection.count(), tracker);
  }

  /** Calls that lead to it. */
  String path() {
    return path;
  }

  boolean isOfOne() {
    return roots == 1;
  }

  RetainedObjects objects() {
    RetainedObjects known = found;
    if (known == null) {
      known = tracker.retained(query);
      found = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "what " + (isOfOne() ? "an object keeps" : roots + " objects keep") + " alive";
  }
}
