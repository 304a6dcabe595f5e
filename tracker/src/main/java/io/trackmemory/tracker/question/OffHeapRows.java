package io.trackmemory.tracker.question;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.gate.OffHeapView;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.site.SiteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows by the line that took memory off the heap: the first one that is not the JDK's, and the
 * caller in the user's own code.
 */
public final class OffHeapRows {

  private static final String HOOK = "java.lang.TrackMemory";

  private final Recorded recorded;
  private final Rows rows = new Rows();

  OffHeapRows(Recorded recorded) {
    this.recorded = recorded;
  }

  /** What a part of a scope took off the heap. */
  public static DirectMemory of(
      Recorded recorded, OffHeapView seen, OptionalLong residentGrowth, Moment from, Moment to) {
    List<OffHeapView.Part> parts =
        seen.parts().subList(from.phase() + 1, Math.min(to.phase() + 1, seen.parts().size()));
    long atLeast = 0;
    long atMost = 0;
    List<OffHeapView.Line> lines = List.of();
    for (OffHeapView.Part part : parts) {
      atLeast = Math.max(atLeast, part.atLeast());
      if (part.atMost() > atMost) {
        atMost = part.atMost();
        lines = part.lines();
      }
    }
    OffHeapRows rows = new OffHeapRows(recorded);
    lines.forEach(line -> rows.add(line, ""));
    return new DirectMemory(
        new PeakBracket(atLeast, atMost),
        rows.toList(),
        seen.firstUseBytes(),
        seen.jdkBytes(),
        residentGrowth);
  }

  void add(OffHeapView.Line line, String name) {
    String kind = line.kind().label;
    rows.add(row(line, name.isEmpty() ? kind : kind + " " + name));
  }

  private SiteStatistics row(OffHeapView.Line line, String type) {
    List<AllocationSite> frames = frames(line.stack());
    AllocationSite site =
        frames.stream()
            .filter(frame -> frame.origin() != Origin.JDK)
            .findFirst()
            .orElse(frames.get(0));
    Optional<AllocationSite> caller =
        site.origin() == Origin.USER
            ? Optional.empty()
            : frames.stream().filter(frame -> frame.origin() == Origin.USER).findFirst();
    boolean own = recorded.isOwn(line.threadId());
    return new SiteStatistics(
        type, site, caller, 1, line.threadName(), own, line.count(), line.bytes());
  }

  private List<AllocationSite> frames(Throwable stack) {
    List<AllocationSite> frames = new ArrayList<>();
    for (StackTraceElement frame : stack.getStackTrace()) {
      if (!frame.getClassName().startsWith(HOOK)) {
        frames.add(recorded.sites().line(frame));
      }
    }
    if (frames.isEmpty()) { // as with -XX:-StackTraceInThrowable
      frames.add(SiteTable.unknownLine());
    }
    return frames;
  }

  /** The rows, most bytes first. */
  List<SiteStatistics> toList() {
    return rows.toList(Rows.MOST_BYTES_AND_BLOCKS_FIRST);
  }
}
