package io.trackmemory.tracker.spi;

import java.net.URI;
import java.util.Optional;

/**
 * How a scope is opened.
 *
 * @param followObjects whether live objects are followed, so that leaks can be asked for later
 * @param settings sizes, caps and lists in force
 * @param reportAddress where the report of the enclosing test will be, for failure messages
 */
public record ScopeOptions(boolean followObjects, Settings settings, Optional<URI> reportAddress) {

  /** Counts only, with the settings and the report address of the enclosing scope. */
  public static ScopeOptions counting() {
    return new ScopeOptions(false, Settings.current(), Tracking.reportAddress());
  }

  /** Counts and follows objects, with the settings and report address of the enclosing scope. */
  public static ScopeOptions following() {
    return new ScopeOptions(true, Settings.current(), Tracking.reportAddress());
  }
}
