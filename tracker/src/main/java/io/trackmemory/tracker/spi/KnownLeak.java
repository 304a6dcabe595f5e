package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.Leak;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A leak that is known, and for the time being no failure. All criteria given must hold; at least
 * one is.
 *
 * @param by what says so: the annotation as code
 * @param type what leaks, or a supertype of it
 * @param typeName the same as messages print it, exact; the empty string for any
 * @param heldBy part of what holds it, see {@link HolderNames#hold}; the empty string for any
 * @param reason why it is accepted
 * @param until the day from which it is a failure, empty for none
 * @param expired whether that day has come: it then covers nothing, and is told where it matches
 */
public record KnownLeak(
    String by,
    Optional<Class<?>> type,
    String typeName,
    String heldBy,
    String reason,
    Optional<LocalDate> until,
    boolean expired) {

  /** Whether it says what leaks, and not only who holds it. */
  public boolean namesType() {
    return type.isPresent() || !typeName.isEmpty();
  }

  /** Whether an object of this class is what it says. */
  public boolean isOf(Class<?> leaked, String leakedName) {
    return (type.isEmpty() || type.get().isAssignableFrom(leaked))
        && (typeName.isEmpty() || typeName.equals(leakedName));
  }

  /** Whether the holder of a finding is the one that it says. */
  public boolean isHeld(Leak leak) {
    return heldBy.isEmpty() || HolderNames.hold(leak, heldBy);
  }
}
