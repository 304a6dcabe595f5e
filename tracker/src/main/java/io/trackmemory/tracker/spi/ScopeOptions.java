package io.trackmemory.tracker.spi;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a scope is opened.
 *
 * @param followObjects whether live objects are followed, so that leaks can be asked for later
 * @param settings sizes, caps and lists in force
 * @param reportAddress gives where the report of the enclosing test will be, for failure messages
 * @param fewStacks whether the stacks are hardly asked for: a thread then takes some dozens, those
 *     that settings ask for by name apart, and later ones by their rate only
 */
public record ScopeOptions(
    boolean followObjects,
    Settings settings,
    Supplier<Optional<URI>> reportAddress,
    boolean fewStacks) {

  /** Options of a scope whose stacks are asked for. */
  public ScopeOptions(
      boolean followObjects, Settings settings, Supplier<Optional<URI>> reportAddress) {
    this(followObjects, settings, reportAddress, false);
  }

  /** Options of a scope whose stacks are asked for, and whose report's address is known. */
  public ScopeOptions(boolean followObjects, Settings settings, Optional<URI> reportAddress) {
    this(followObjects, settings, () -> reportAddress);
  }

  /** Counts only, with the settings and the report address of the enclosing scope. */
  public static ScopeOptions counting() {
    return inForce(false);
  }

  /** Counts and follows objects, with the settings and report address of the enclosing scope. */
  public static ScopeOptions following() {
    return inForce(true);
  }

  private static ScopeOptions inForce(boolean followObjects) {
    try (OwnWork own = OwnWork.begin()) {
      return new ScopeOptions(followObjects, Settings.current(), Tracking.reportAddressWhenAsked());
    }
  }
}
