package io.trackmemory.report.finding;

import io.trackmemory.tracker.AllocationSite;
import java.util.Optional;

/**
 * A pattern that a rule found, and what to do. Texts are plain: a page escapes them, and cuts what
 * is longer than 500 characters.
 *
 * @param rule name of the rule: {@code boxing}
 * @param severity how much it matters
 * @param title what it is, in a few words: {@code Boxing in a loop}
 * @param evidence what was seen, with figures
 * @param line the line to change; empty where it is about no line
 * @param advice one thing to do there
 * @param saves what that saves at most; empty where it saves no allocation
 */
public record Finding(
    String rule,
    Severity severity,
    String title,
    String evidence,
    Optional<AllocationSite> line,
    String advice,
    Optional<Saving> saves) {

  /** Checks that there are words. */
  public Finding {
    if (rule.isBlank() || title.isBlank() || advice.isBlank()) {
      throw new IllegalArgumentException(
          "a finding must have a rule, a title and an advice: \""
              + String.join("\", \"", rule, title, advice)
              + "\"");
    }
  }

  /** How much a finding matters, the most first. */
  public enum Severity {
    /** Much of what was allocated. */
    HIGH,
    /** A good part of it. */
    MEDIUM,
    /** Little. */
    LOW
  }

  /**
   * What following an advice saves, at most.
   *
   * @param objects objects
   * @param bytes their bytes
   */
  public record Saving(long objects, long bytes) {

    /** Checks that neither is negative. */
    public Saving {
      if (objects < 0 || bytes < 0) {
        throw new IllegalArgumentException(
            "a saving must not be negative: " + objects + " objects, " + bytes + " bytes");
      }
    }
  }
}
