package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineLine;
import io.trackmemory.dsl.baseline.BaselinePlatform;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a snapshot has of the figures of a baseline. */
final class SeenFigures {

  private static final String TOO_SMALL = "(objects below trackmemory.filter.min-size)";

  private SeenFigures() {}

  /**
   * The figures of a snapshot.
   *
   * @param growthPerRun what each run left behind, where that was looked at
   */
  static BaselineFigures of(MemorySnapshot snapshot, OptionalLong growthPerRun) {
    List<BaselineLine> lines = new ArrayList<>();
    for (SiteStatistics row : snapshot.sites()) {
      lines.add(new BaselineLine(row.typeName(), method(row, snapshot), row.count(), row.bytes()));
    }
    Omissions omissions = snapshot.omissions();
    if (omissions.filteredCount() > 0) {
      lines.add(
          new BaselineLine(
              TOO_SMALL,
              BaselineLine.NO_METHOD,
              omissions.filteredCount(),
              omissions.filteredBytes()));
    }
    return BaselineFigures.of(BaselinePlatform.ofThisJvm(), lines, peak(snapshot), growthPerRun);
  }

  /** The user's method that allocates, or called what does. */
  static String method(SiteStatistics row, MemorySnapshot snapshot) {
    if (row.site().origin() == Origin.USER) {
      return name(row.site());
    }
    if (row.caller().isPresent() && row.callerCount() == 1) {
      return name(row.caller().get());
    }
    boolean allStacks = !snapshot.isPart() && snapshot.omissions().unstackedCount() == 0;
    return allStacks ? BaselineLine.NO_METHOD : BaselineLine.UNKNOWN_METHOD;
  }

  private static String name(AllocationSite line) {
    return Tracking.DOOR.foldedName(line.className()) + "." + line.methodName();
  }

  /* A limit that was decided says more than that no more was alive than was made. */
  private static OptionalLong peak(MemorySnapshot snapshot) {
    long atMost = snapshot.peak().atMost();
    return atMost < snapshot.allocatedBytes() ? OptionalLong.of(atMost) : OptionalLong.empty();
  }
}
