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
        String reason = KnownHolder.ignoredBy(pattern);
        long objects =
            found.setApart().stream()
                .filter(apart -> apart.reason().equals(reason))
                .mapToLong(apart -> apart.survivors().size())
                .sum();
        long behind = found.behindPatterns().getOrDefault(reason, 0);
        USES.merge(pattern, new PatternUse(pattern, 1, objects, behind), PatternUse::plus);
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
