package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says which allocation an action did not survive the failure of.
 *
 * @param number of the allocation, from 1 on; 0 if none failed
 * @param made how many the action makes
 * @param failed the allocation; empty if the run did not come that far
 * @param thrown what the run ended in, if that was neither normal nor the error of that allocation
 * @param thrownAt the first line of the user's own code in the stack of that, where it is known
 * @param inCleanUp whether the clean-up after the run threw it
 * @param inError whether the action ended in the error of that allocation
 * @param leaks what was left behind, if that is what broke it
 * @param tried how many failed, as the last note says it
 */
record ShouldSurviveAllocationFailures(
    Subject subject,
    long number,
    long made,
    Optional<SiteStatistics> failed,
    Optional<Throwable> thrown,
    Optional<AllocationSite> thrownAt,
    boolean inCleanUp,
    boolean inError,
    Optional<Leaks> leaks,
    String tried)
    implements FailureMessage {

  /** What each run is to come to. */
  static final String EXPECTED =
      "each run ends in that OutOfMemoryError or normally, and leaves nothing behind";

  @Override
  public String headline() {
    return subject.phrase()
        + " to survive allocation failures but "
        + outcome()
        + (number == 0 ? " where none failed" : moment());
  }

  private String moment() {
    String which = "allocation " + number + " of " + made;
    return failed.isPresent()
        ? " when " + which + " failed"
        : " before " + which + " could fail, after the failures of those before it";
  }

  private String outcome() {
    if (leaks.isPresent()) {
      Range count = leaks.get().count();
      return "it left "
          + (count.isExact() ? "" : "at least ")
          + Text.count(count.atLeast(), "object")
          + " ("
          + Sizes.rounded(leaks.get().bytes().atLeast())
          + ") behind";
    }
    return (inCleanUp ? "the clean-up after it ended in " : "it ended in ")
        + thrown.map(ShouldSurviveAllocationFailures::firstLine).orElse("nothing");
  }

  /* Messages of assertions begin with an empty line. */
  private static String firstLine(Throwable thrown) {
    return thrown.getClass().getName()
        + String.valueOf(thrown.getLocalizedMessage())
            .lines()
            .filter(line -> !line.isBlank() && thrown.getLocalizedMessage() != null)
            .findFirst()
            .map(line -> ": " + line.strip())
            .orElse("");
  }

  @Override
  public List<String> rows() {
    return leaks
        .map(left -> LeakText.lines(left.found(), LeakText::retained))
        .orElseGet(() -> RowTable.of(failed.stream().toList()).lines("  "));
  }

  @Override
  public List<SiteStatistics> blamed() {
    return leaks
        .map(left -> LeakText.blamed(left.found()))
        .orElseGet(() -> failed.stream().toList());
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (leaks.isPresent() && failed.isPresent()) {
      SiteStatistics refused = failed.get();
      notes.add(
          "Failed: "
              + refused.typeName()
              + " of "
              + Sizes.rounded(refused.bytes())
              + " in "
              + refused.location());
      notes.add(
          inError ? "The action ended in that OutOfMemoryError" : "The action ended normally");
    }
    thrownAt.ifPresent(line -> notes.add("Thrown in " + line));
    if (!tried.isEmpty()) {
      notes.add(tried);
    }
    return notes;
  }

  /* Only other code would do. */
  @Override
  public String acceptance() {
    return "";
  }

  @Override
  public Object expected() {
    return EXPECTED;
  }

  @Override
  public Object actual() {
    return outcome();
  }

  @Override
  public Optional<Throwable> cause() {
    return thrown;
  }
}
