package io.trackmemory.tracker;

import java.util.List;
import java.util.Optional;

/**
 * What a search for leaks found, or why it could not be made.
 *
 * @param leaks one finding per holder, most objects first; empty if {@code uncertified} is present
 * @param setApart survivors that are no leak, with the reason: first use, known one-time holders
 * @param uncertified why leaks could not be told, and what to do; empty where they could
 */
public record LeakResult(List<Leak> leaks, List<SetApart> setApart, Optional<String> uncertified) {

  /** Nothing survived. */
  public static final LeakResult NONE = new LeakResult(List.of(), List.of(), Optional.empty());

  /** Copies the lists. */
  public LeakResult {
    leaks = List.copyOf(leaks);
    setApart = List.copyOf(setApart);
  }

  /** A search that could not be made. */
  public static LeakResult uncertified(String cause) {
    return new LeakResult(List.of(), List.of(), Optional.of(cause));
  }

  /**
   * Survivors that are no leak.
   *
   * @param reason why
   * @param count number of objects
   * @param bytes their shallow size in bytes
   */
  public record SetApart(String reason, long count, long bytes) {}
}
