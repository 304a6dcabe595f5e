package io.trackmemory.tracker.spi;

import java.net.URI;
import java.util.Optional;

/**
 * How a scope is opened.
 *
 * @param followObjects whether live objects are followed, so that leaks can be asked for later
 * @param settings sizes, caps and lists in force
 * @param reportAddress where the report of the enclosing test will be, for failure messages
 * @param asserts where assertions that work of the scope begins are noted
 */
public record ScopeOptions(
    boolean followObjects, Settings settings, Optional<URI> reportAddress, PendingAsserts asserts) {

  /** Of a scope whose assertions nobody watches. */
  public ScopeOptions(boolean followObjects, Settings settings, Optional<URI> reportAddress) {
    this(followObjects, settings, reportAddress, PendingAsserts.NONE);
  }

  /** Counts only, with the rest as in the enclosing scope. */
  public static ScopeOptions counting() {
    return inForce(false);
  }

  /** Counts and follows objects, with the rest as in the enclosing scope. */
  public static ScopeOptions following() {
    return inForce(true);
  }

  private static ScopeOptions inForce(boolean followObjects) {
    try (OwnWork own = OwnWork.begin()) {
      return new ScopeOptions(
          followObjects,
          Settings.current(),
          Tracking.reportAddress(),
          Tracking.currentPendingAsserts());
    }
  }

  /** The same, but that objects need not be followed. */
  public ScopeOptions onlyCounting() {
    return new ScopeOptions(false, settings, reportAddress, asserts);
  }

  /** The same with other settings. */
  public ScopeOptions with(Settings changed) {
    return new ScopeOptions(followObjects, changed, reportAddress, asserts);
  }
}
