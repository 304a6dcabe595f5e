package io.trackmemory.tracker.question;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakCurve;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.gate.PeakView;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.Once;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.recorded.Stacks;
import io.trackmemory.tracker.recorded.Totals;
import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of the peak of a scope or of a part of it: by limits that were in force, by the
 * largest object, by what was left at the end where leaks have been looked for. Collects nothing.
 *
 * @param isPart whether that is not the whole scope
 * @param limits what the recorder knows of those that were in force
 * @param leaks what was left at the end, if it has been looked for
 * @param shown rows of what was made
 */
public record PeakAssembler(
    Recorded recorded,
    Moment from,
    Moment to,
    boolean isPart,
    List<Moment.Named> named,
    List<PeakView> limits,
    Once<LeakResult> leaks,
    long allocatedBytes,
    List<SiteStatistics> shown)
    implements Supplier<PeakResult> {

  private static final String OF_ALL_THREADS =
      "limits on live bytes are not decided for all threads, only for the work of one scope; leave"
          + " out onAllThreads() or Threads.ALL";

  /** The largest object that rows prove: no row's largest is smaller than its mean. */
  private static Optional<SiteStatistics> largest(List<SiteStatistics> rows) {
    return rows.stream()
        .map(row -> Rows.with(row, 1, largest(row.bytes(), row.count())))
        .max(Comparator.comparingLong(SiteStatistics::bytes));
  }

  /** The least that the largest of {@code count} objects can be. */
  public static long largest(long bytes, long count) {
    return count == 0 ? 0 : (bytes + count - 1) / count;
  }

  @Override
  public PeakResult get() {
    try (OwnWork own = OwnWork.begin()) {
      long atMost = allocatedBytes;
      List<PeakMoment> moments = new ArrayList<>();
      Optional<String> doubt =
          recorded.options().allThreads() && !recorded.options().peakLimits().isEmpty()
              ? Optional.of(OF_ALL_THREADS)
              : Optional.empty();
      for (PeakView limit : limits) {
        atMost =
            Math.min(
                atMost,
                limit.crossing().filter(this::isLater).isPresent()
                    ? limit.limit()
                    : limit.highest().orElse(Long.MAX_VALUE));
        limit.crossing().filter(this::isIn).map(at -> moment(limit, at)).ifPresent(moments::add);
        doubt = doubt.or(limit::doubt);
      }
      return result(atMost, moments, doubt);
    }
  }

  private PeakResult result(long atMost, List<PeakMoment> moments, Optional<String> doubt) {
    List<SiteStatistics> leaked = leaked();
    Optional<SiteStatistics> largest = largest(shown);
    long left = leaked.stream().mapToLong(SiteStatistics::bytes).sum();
    long single = largest.map(SiteStatistics::bytes).orElse(0L);
    long passed = moments.stream().mapToLong(PeakMoment::liveBytes).max().orElse(0);
    long atLeast = Math.min(atMost, Math.max(passed, Math.max(left, single)));
    List<SiteStatistics> rows = left >= single ? leaked : largest.stream().toList();
    return new PeakResult(new PeakBracket(atLeast, atMost), moments, rows, curves(), doubt);
  }

  /* What was live of a part is not told apart. */
  private List<PeakCurve> curves() {
    return isPart
        ? List.of()
        : limits.stream()
            .map(limit -> new PeakCurve(limit.limit(), limit.course(), limit.moments()))
            .toList();
  }

  /* What was live of a part is, of what came before, not told apart. */
  private boolean isIn(PeakView.Crossing crossing) {
    return from.phase() < 0 && !isLater(crossing);
  }

  private boolean isLater(PeakView.Crossing crossing) {
    return crossing.phase() > to.phase();
  }

  /* All that a search found was alive at once as the part ended. */
  private List<SiteStatistics> leaked() {
    LeakResult known =
        recorded.leakContext().expected().isEmpty()
            ? leaks.known().orElse(LeakResult.NONE)
            : LeakResult.NONE;
    List<SiteStatistics> rows = new ArrayList<>();
    if (known.uncertified().isEmpty()) {
      known.leaks().stream().map(Leak::objects).forEach(rows::addAll);
    }
    return rows;
  }

  private PeakMoment moment(PeakView limit, PeakView.Crossing crossing) {
    List<StackTraceElement> stack =
        Stacks.frames(crossing.stack()).stream()
            .takeWhile(frame -> !frame.getClassName().equals(recorded.runner().getName()))
            .toList();
    SiteStatistics passing = place(crossing.threadId(), crossing.threadName(), crossing.site());
    return new PeakMoment(
        limit.limit(),
        crossing.liveBytes(),
        live(crossing),
        passing.typeName(),
        crossing.bytes(),
        passing.site(),
        passing.site().origin() == Origin.USER
            ? Optional.empty()
            : Optional.ofNullable(recorded.callers().userLine(stack)),
        stack,
        passing.threadName(),
        passing.ownThread(),
        crossing.phase() > 0 && crossing.phase() <= named.size()
            ? Optional.of(named.get(crossing.phase() - 1).name())
            : Optional.empty());
  }

  private List<SiteStatistics> live(PeakView.Crossing crossing) {
    Rows rows = new Rows();
    for (PeakView.Row row : crossing.rows()) {
      SiteStatistics place = place(row.threadId(), row.threadName(), row.site());
      rows.add(Rows.with(place, row.count(), row.bytes()));
    }
    return rows.toList(Rows.MOST_BYTES_FIRST);
  }

  private SiteStatistics place(long threadId, String threadName, int id) {
    Site site = recorded.sites().get(id);
    Optional<AllocationSite> caller =
        Rows.isUsers(site)
            ? Optional.empty()
            : recorded.callers().only(new Totals.Key(threadId, threadName, id));
    return Rows.place(site, caller, true, threadName, recorded.isOwn(threadId));
  }
}
