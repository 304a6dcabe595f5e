package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import java.util.ArrayList;
import java.util.List;

/** Tells what libraries keep and a check does not judge, and how to have it judged. */
final class KeptByLibraries {

  private static final int SHOWN = 3;
  private static final String JUDGING =
      "judgingLibraries(), or @NoLeaks(libraries = Libraries.JUDGED), takes it for a leak";

  private KeptByLibraries() {}

  /** Whether several runs showed that it does not pile up. */
  static boolean areReplaced(List<Leak> kept) {
    return kept.stream().allMatch(leak -> leak.keeper() == Leak.Keeper.LIBRARY_REPLACED);
  }

  /** A line for each of the first holders, and what to do; none where nothing is kept. */
  static List<String> lines(List<Leak> told) {
    List<String> lines = new ArrayList<>();
    boolean compared = areReplaced(told);
    told.stream().limit(SHOWN).forEach(leak -> lines.add(line(leak, compared)));
    List<Leak> rest = told.subList(Math.min(SHOWN, told.size()), told.size());
    if (!rest.isEmpty()) {
      lines.add(
          "  and in "
              + Text.count(rest.size(), "more holder")
              + ": "
              + Text.objects(
                  rest.stream().mapToLong(Leak::objectCount).sum(),
                  rest.stream().mapToLong(Leak::shallowBytes).sum()));
    }
    if (!told.isEmpty()) {
      lines.add(
          compared
              ? "  " + JUDGING
              : "  one run cannot tell a cache from a leak: afterWarmup(1) tells whether it piles"
                  + " up; "
                  + JUDGING);
    }
    return lines;
  }

  private static String line(Leak leak, boolean compared) {
    return (compared
            ? "Kept by a library, but does not pile up: "
            : "Kept by a library, not judged: ")
        + Text.objects(leak.objectCount(), leak.shallowBytes())
        + ", held by "
        + leak.signature()
        + " ("
        + LeakText.retained(leak)
        + ")";
  }
}
