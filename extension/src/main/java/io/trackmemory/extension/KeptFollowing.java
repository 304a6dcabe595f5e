package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Tracking;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Keeps the JIT compiler from beginning anew with each test, or check in it, that follows objects:
 * from the first one to the end of the run. A scope that only counts, and is asked for what it
 * counts, ends it for itself, at once.
 */
record KeptFollowing(Runnable end) implements AutoCloseable, CloseableResource {

  /** Begins with the first call for any test; changes nothing until objects are followed. */
  static void throughRun(ExtensionContext test) {
    test.getRoot()
        .getStore(Namespace.create(KeptFollowing.class))
        .getOrComputeIfAbsent(
            KeptFollowing.class, key -> new KeptFollowing(Tracking.DOOR.keepFollowing()));
  }

  @Override
  public void close() {
    end.run();
  }
}
