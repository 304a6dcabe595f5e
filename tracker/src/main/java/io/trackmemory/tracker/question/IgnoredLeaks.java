package io.trackmemory.tracker.question;

import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.spi.PatternUse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The use of patterns of leaks to be ignored, over all searches of this JVM. Any thread may ask.
 */
public final class IgnoredLeaks {

  private static final Map<String, PatternUse> USES = new TreeMap<>();

  private IgnoredLeaks() {}

  /** Adds a check for which {@code patterns} were in force. */
  static void add(List<String> patterns, LeakFindings found) {
    if (patterns.isEmpty() || found.uncertified().isPresent()) {
      return;
    }
    synchronized (USES) {
      for (String pattern : patterns) {
        long objects =
            found.setApart().stream()
                .filter(apart -> apart.reason().equals(KnownHolder.ignoredBy(pattern)))
                .mapToLong(apart -> apart.survivors().size())
                .sum();
        USES.merge(
            pattern,
            new PatternUse(pattern, 1, objects),
            (a, b) -> new PatternUse(pattern, a.checks() + b.checks(), a.objects() + b.objects()));
      }
    }
  }

  /** All so far, by pattern. */
  public static List<PatternUse> uses() {
    synchronized (USES) {
      return List.copyOf(USES.values());
    }
  }
}
