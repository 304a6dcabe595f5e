package io.trackmemory.extension;

import io.trackmemory.tracker.spi.Tracking;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Keeps the JIT compiler from beginning anew with each test that follows objects: from the first
 * such test of a class to the end of the class.
 */
record KeptFollowing(Runnable end) implements AutoCloseable, CloseableResource {

  /** Begins with the first call for any test of a class. */
  static void throughClass(ExtensionContext test) {
    Contexts.outermostClass(test)
        .getStore(Namespace.create(KeptFollowing.class))
        .getOrComputeIfAbsent(
            KeptFollowing.class, key -> new KeptFollowing(Tracking.DOOR.keepFollowing()));
  }

  @Override
  public void close() {
    end.run();
  }
}
