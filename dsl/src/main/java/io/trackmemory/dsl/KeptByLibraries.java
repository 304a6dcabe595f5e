package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import java.util.ArrayList;
import java.util.List;

/** Tells what libraries keep, which one run does not judge, and how to have it judged. */
final class KeptByLibraries {

  private static final int SHOWN = 3;

  private KeptByLibraries() {}

  /** A line for each of the first holders, and what to do; none where nothing is kept. */
  static List<String> lines(List<Leak> told) {
    List<String> lines = new ArrayList<>();
    told.stream().limit(SHOWN).forEach(leak -> lines.add(line(leak)));
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
          "  afterWarmup(1) tells whether that piles up; judgingLibraries(), or @NoLeaks(libraries ="
              + " Libraries.JUDGED), takes it for a leak");
    }
    return lines;
  }

  private static String line(Leak leak) {
    return "Kept by a library, no leak by one run: "
        + Text.objects(leak.objectCount(), leak.shallowBytes())
        + ", held by "
        + leak.signature()
        + " ("
        + LeakText.retained(leak)
        + ")";
  }
}
