package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.base.Behind;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** What is behind {@link Tracking}, and what it says of the scope that this thread works for. */
final class Door {

  static final Tracking BEHIND = Behind.as(Tracking.class);

  private Door() {}

  static Settings settings() {
    ScopeOptions current = BEHIND.doCurrentOptions();
    return current == null ? Settings.ofSystemProperties() : current.settings();
  }

  static PendingAsserts pendingAsserts() {
    ScopeOptions current = BEHIND.doCurrentOptions();
    return current == null ? PendingAsserts.outside() : current.asserts();
  }

  static String testClass() {
    ScopeOptions current = BEHIND.doCurrentOptions();
    return current == null ? "" : current.testClass();
  }

  static Supplier<Optional<URI>> reportAddress() {
    ScopeOptions current = BEHIND.doCurrentOptions();
    return current == null ? Optional::empty : current.reportAddress();
  }
}
