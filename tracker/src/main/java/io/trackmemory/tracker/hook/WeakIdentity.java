package io.trackmemory.tracker.hook;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known of an object, as key in a map that holds it weakly and finds it by
 * identity. Equal to itself: each object has one in a map, which a {@link Probe} finds.
 */
class WeakIdentity<T> extends WeakReference<T> {

  private final int hash;

  WeakIdentity(@Nullable T object, @Nullable ReferenceQueue<Object> collected) {
    super(object, collected);
    this.hash = System.identityHashCode(object);
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return this == other;
  }

  /** Finds what is known of an object. */
  static final class Probe {
    /* Looked for now. */
    @Nullable Object object;

    Probe() {}

    Probe(Object object) {
      this.object = object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof WeakIdentity<?> found && isOf(found);
    }

    @SuppressWarnings("unchecked") // identity is asked for, of whatever type
    private boolean isOf(WeakIdentity<?> found) {
      return ((WeakIdentity<Object>) found).refersTo(object);
    }
  }
}
