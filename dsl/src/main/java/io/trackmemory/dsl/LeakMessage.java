package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.LeakResult.SetApart;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;

/** A message about leaks. */
interface LeakMessage extends FailureMessage {

  /** How many holders are shown with their chains. */
  int HOLDERS_SHOWN = 5;

  /** What the check looked at. */
  Leaks leaks();

  @Override
  default List<String> rows() {
    List<Leak> found = leaks().found();
    List<String> rows = new ArrayList<>();
    found.stream().limit(HOLDERS_SHOWN).forEach(leak -> rows.addAll(LeakText.lines(leak)));
    if (found.size() > HOLDERS_SHOWN) {
      long bytes = found.stream().skip(HOLDERS_SHOWN).mapToLong(Leak::shallowBytes).sum();
      rows.add(
          "  ... and "
              + Text.count(found.size() - HOLDERS_SHOWN, "more holder")
              + " ("
              + Sizes.rounded(bytes)
              + ")");
    }
    return rows;
  }

  @Override
  default List<SiteStatistics> blamed() {
    return leaks().found().stream().flatMap(leak -> LeakText.blamed(leak).stream()).toList();
  }

  @Override
  default List<String> notes() {
    List<String> notes = new ArrayList<>();
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
