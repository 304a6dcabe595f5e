package io.trackmemory.extension;

import io.trackmemory.tracker.CannotCertifyException;
import io.trackmemory.tracker.MemoryScope;

/**
 * A test or class that the extension leaves alone.
 *
 * @param cause why it has no scope
 */
record NotTracked(String cause) implements TestTracking {

  @Override
  public MemoryScope scope() {
    throw new CannotCertifyException("memory", cause);
  }
}
