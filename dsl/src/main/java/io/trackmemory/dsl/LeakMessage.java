package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.LeakResult.SetApart;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;

/** A message about leaks. */
interface LeakMessage extends FailureMessage {

  /** What the check looked at. */
  Leaks leaks();

  /** Name of the check that would accept. */
  String accepting();

  @Override
  default List<String> rows() {
    return LeakText.lines(leaks().found(), LeakText::retained);
  }

  @Override
  default List<SiteStatistics> blamed() {
    return LeakText.blamed(leaks().found());
  }

  @Override
  default String acceptance() {
    return leaks().path() + accepting() + "(" + leaks().count().atLeast() + ")";
  }

  @Override
  default Object actual() {
    return leaks().count().atLeast();
  }

  @Override
  default List<String> notes() {
    List<String> notes = new ArrayList<>(KeptByLibraries.lines(leaks().told()));
    if (isAllOfLibraries(leaks().found())) {
      notes.add(
          KeptByLibraries.areReplaced(leaks().found())
              ? "All of it is kept by libraries and does not pile up: it is a leak only as libraries"
                  + " are judged"
              : "All of it is kept by libraries, as what they cache at first use is: run it before,"
                  + " with afterWarmup(1) or in @BeforeAll, or ask for growth (hasNoGrowth(),"
                  + " @NoGrowth)");
    }
    for (SetApart apart : leaks().setApart()) {
      notes.add(
          "Still reachable, but no leak ("
              + apart.reason()
              + "): "
              + Text.objects(apart.count(), apart.bytes()));
    }
    leaks().snapshot().leakResult().expected().forEach(known -> notes.add(known(known)));
    notes.addAll(Notes.of(leaks().snapshot()));
    return notes;
  }

  private static boolean isAllOfLibraries(List<Leak> found) {
    return !found.isEmpty() && found.stream().allMatch(leak -> !leak.keeper().isLeak());
  }

  private static String known(LeakResult.Expected known) {
    String day =
        known
            .until()
            .map(until -> known.expired() ? ", expired on " + until : ", no failure until " + until)
            .orElse(", no failure");
    return "Known leak"
        + day
        + " ("
        + known.reason()
        + "): "
        + Text.objects(known.leak().objectCount(), known.leak().shallowBytes());
  }
}
