package io.trackmemory.extension;

import io.trackmemory.tracker.spi.PatternUse;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Patterns of leaks to be ignored that were of no use in a run, which begins with this object. */
final class UnusedPatterns {

  private final Map<String, PatternUse> before =
      Tracking.DOOR.ignoredLeaks().stream()
          .collect(Collectors.toMap(PatternUse::pattern, Function.identity()));

  /** A sentence for each of them; none where no leak check was made. */
  List<String> told() {
    return Tracking.DOOR.ignoredLeaks().stream()
        .map(this::inThisRun)
        .filter(use -> use.checks() > 0 && use.objects() == 0)
        .map(UnusedPatterns::text)
        .toList();
  }

  private PatternUse inThisRun(PatternUse now) {
    PatternUse then = before.getOrDefault(now.pattern(), new PatternUse(now.pattern(), 0, 0));
    return new PatternUse(
        now.pattern(), now.checks() - then.checks(), now.objects() - then.objects());
  }

  private static String text(PatternUse use) {
    return Settings.LEAKS_IGNORE.key()
        + ": the pattern "
        + use.pattern()
        + " set nothing apart in "
        + (use.checks() == 1 ? "the one leak check" : "the " + use.checks() + " leak checks")
        + " of this JVM; remove it if no other JVM of the build needs it";
  }
}
