package io.trackmemory.tracker.recorded;

import io.trackmemory.tracker.spi.OwnWork;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that own work makes when it is first asked for. Any thread may ask; others wait. */
@SuppressWarnings("try")
public // a span is never referenced
final class Once<T> implements Supplier<T> {

  private final Supplier<T> work;
  private @Nullable T value;

  public Once(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public synchronized T get() {
    T known = value;
    if (known == null) {
      try (OwnWork own = OwnWork.begin()) {
        known = work.get();
        value = known;
      }
    }
    return known;
  }

  /** The value, if anybody has asked. */
  public synchronized Optional<T> known() {
    return Optional.ofNullable(value);
  }
}
