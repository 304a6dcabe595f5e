package io.trackmemory.extension;

import io.trackmemory.tracker.spi.PatternUse;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Patterns of leaks to be ignored that were of no use in a run, which begins with this object, or
 * that did not apply to all that they seem to name.
 */
final class UnusedPatterns {

  private final Map<String, PatternUse> before =
      Tracking.DOOR.ignoredLeaks().stream()
          .collect(Collectors.toMap(PatternUse::pattern, Function.identity()));

  /** A sentence for each of them; none where no leak check was made. */
  List<String> told() {
    return Tracking.DOOR.ignoredLeaks().stream()
        .map(this::inThisRun)
        .filter(use -> use.checks() > 0 && (use.objects() == 0 || use.behind() > 0))
        .map(UnusedPatterns::text)
        .toList();
  }

  private PatternUse inThisRun(PatternUse now) {
    PatternUse then = before.get(now.pattern());
    return then == null ? now : now.minus(then);
  }

  private static String text(PatternUse use) {
    String subject = Settings.LEAKS_IGNORE.key() + ": the pattern " + use.pattern();
    String checks =
        " in "
            + (use.checks() == 1 ? "the one leak check" : "the " + use.checks() + " leak checks")
            + " of this JVM";
    return use.behind() > 0
        ? subject
            + " did not apply to "
            + (use.behind() == 1 ? "one object" : use.behind() + " objects")
            + checks
            + ": the chain goes on from there into your own code; name the class or field of yours"
            + " if it may keep them"
        : subject
            + " set nothing apart"
            + checks
            + "; remove it if no other JVM of the build needs it";
  }
}
