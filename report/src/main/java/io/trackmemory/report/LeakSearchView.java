package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What the search for leaks of one check found.
 *
 * @param check the check
 * @param uncertified why leaks cannot be told, or not all
 * @param clean that there is none, where it could be told; none or one
 * @param leaks the findings shown
 * @param more what is left out, none or one
 * @param told what libraries keep, none or one list
 * @param toldFirst whether the check failed for nothing else
 * @param toldMore holders of it that are left out, none or one
 * @param setApart survivors that are no leak, none or one table
 * @param expected known leaks, none or one table
 */
record LeakSearchView(
    String check,
    List<String> uncertified,
    List<String> clean,
    List<LeakView> leaks,
    List<String> more,
    List<Listed<LeakView>> told,
    boolean toldFirst,
    List<String> toldMore,
    List<Listed<SetApart>> setApart,
    List<Listed<Expected>> expected) {

  private static final int MAX_LEAKS = 30;

  /** A known leak: why it is accepted, until when, who holds it, and how much it is. */
  record Expected(
      String by, String reason, String until, String holder, String count, String size) {

    private static Expected of(LeakResult.Expected known) {
      return new Expected(
          VisibleText.name(known.by()),
          VisibleText.name(known.reason()),
          known.until().map(day -> day + (known.expired() ? " (expired)" : "")).orElse("no day"),
          VisibleText.name(known.leak().signature()),
          Numbers.count(known.leak().objectCount(), "object"),
          Numbers.sizeAndExact(known.leak().shallowBytes()));
    }
  }

  /** Survivors that are no leak: why they are none, and how much they are. */
  record SetApart(String reason, String count, String size) {

    private static SetApart of(LeakResult.SetApart part) {
      return new SetApart(
          VisibleText.name(part.reason()),
          Numbers.count(part.count(), "object"),
          Numbers.sizeAndExact(part.bytes()));
    }
  }

  static LeakSearchView of(LeakLook search) {
    LeakResult result = search.result();
    List<Leak> leaks = result.leaks();
    List<String> doubts = new ArrayList<>();
    result.uncertified().ifPresent(doubts::add);
    result.estimate().ifPresent(estimate -> doubts.add(estimate.toString()));
    return new LeakSearchView(
        VisibleText.name(search.check()),
        doubts.stream().map(cause -> VisibleText.lines(cause, 2_000)).toList(),
        leaks.isEmpty() && doubts.isEmpty() && result.expected().isEmpty()
            ? List.of(none(search))
            : List.of(),
        shown(leaks),
        more(leaks),
        Listed.of(shown(result.told())),
        leaks.isEmpty() && search.outcome() == Outcome.FAILED,
        more(result.told()),
        Listed.of(result.setApart().stream().map(SetApart::of).toList()),
        Listed.of(result.expected().stream().limit(MAX_LEAKS).map(Expected::of).toList()));
  }

  private static List<LeakView> shown(List<Leak> leaks) {
    return leaks.stream().limit(MAX_LEAKS).map(LeakView::of).toList();
  }

  private static String none(LeakLook search) {
    if (!search.result().told().isEmpty()) {
      return "None that is yours: what is still strongly reachable is kept by libraries, see below.";
    }
    return search.isOffHeap()
        ? "None: all memory off the heap was given back, and all files closed."
        : "None: nothing that was allocated is still strongly reachable.";
  }

  private static List<String> more(List<Leak> leaks) {
    List<Leak> rest = leaks.subList(Math.min(MAX_LEAKS, leaks.size()), leaks.size());
    long objects = rest.stream().mapToLong(Leak::objectCount).sum();
    return rest.isEmpty()
        ? List.of()
        : List.of(
            Numbers.count(rest.size(), "more holder")
                + " of "
                + Numbers.count(objects, "object")
                + " left out here; the JSON beside this page has all");
  }
}
