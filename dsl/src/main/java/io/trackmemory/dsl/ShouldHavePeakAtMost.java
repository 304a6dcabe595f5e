package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how many bytes should have been alive at once at most.
 *
 * @param moment when the limit was passed, where it was in force
 */
record ShouldHavePeakAtMost(
    Subject subject,
    MemorySnapshot snapshot,
    long limit,
    PeakResult peak,
    Optional<PeakMoment> moment,
    String acceptance)
    implements FailureMessage {

  private static final int FRAMES_SHOWN = 5;

  @Override
  public String headline() {
    return subject.phrase()
        + " to have at most "
        + Sizes.exact(limit)
        + " alive at once but it had at least "
        + Sizes.exact(actualBytes());
  }

  @Override
  public List<String> rows() {
    return RowTable.of(blamed()).lines("  ");
  }

  @Override
  public List<SiteStatistics> blamed() {
    return RowTable.mostBytesFirst(moment.map(PeakMoment::live).orElse(peak.atLeastOf()));
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    moment.ifPresent(passed -> addMoment(notes, passed));
    notes.addAll(Notes.of(snapshot));
    return notes;
  }

  private static void addMoment(List<String> notes, PeakMoment passed) {
    notes.add(
        "Passed by 1 x "
            + passed.typeName()
            + " of "
            + Sizes.rounded(passed.bytes())
            + (passed.ownThread() ? "" : " in " + passed.threadName())
            + passed.checkpoint().map(name -> ", after checkpoint \"" + name + "\"").orElse("")
            + ":");
    List<StackTraceElement> frames = frames(passed);
    frames.stream().limit(FRAMES_SHOWN).forEach(frame -> notes.add("  at " + frame));
    if (frames.size() > FRAMES_SHOWN) {
      notes.add("  ... and " + Text.count(frames.size() - FRAMES_SHOWN, "more frame"));
    }
  }

  /* Down to where a test method is called. */
  private static List<StackTraceElement> frames(PeakMoment passed) {
    return passed.stack().stream()
        .takeWhile(frame -> !frame.getClassName().startsWith("jdk.internal.reflect."))
        .toList();
  }

  private long actualBytes() {
    return moment.map(PeakMoment::liveBytes).orElse(peak.bracket().atLeast());
  }

  @Override
  public Object expected() {
    return limit;
  }

  @Override
  public Object actual() {
    return actualBytes();
  }
}
