package io.trackmemory.report.finding;

import java.util.List;
import java.util.Optional;

/**
 * Looks for one pattern. Users add rules by {@link java.util.ServiceLoader}: a class with a public
 * constructor without parameters, named in {@code
 * META-INF/services/io.trackmemory.report.finding.FindingRule}. What one throws is told on the page
 * and in the JSON, and everything else goes on. Called once a report, by any thread; what it
 * allocates is in no count.
 *
 * <p>Stability: experimental until version 1.1; changes are told in the change log.
 */
public interface FindingRule {

  /** Stable name, for readers of the JSON: {@code boxing}. */
  String name();

  /** What it found, nothing where the pattern is not there. */
  List<Finding> find(Evidence seen);

  /** Why it cannot tell by that evidence, and what to write for it; empty where it can. */
  default Optional<String> unasked(Evidence seen) {
    return Optional.empty();
  }
}
