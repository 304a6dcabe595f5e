package io.trackmemory.tracker.record;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows by the line that took memory off the heap: the first one that is not the JDK's, and the
 * caller in the user's own code.
 */
final class OffHeapRows {

  private static final String HOOK = "java.lang.TrackMemory";

  private static final Comparator<SiteStatistics> MOST_BYTES_FIRST =
      Comparator.comparingLong(SiteStatistics::bytes)
          .thenComparingLong(SiteStatistics::count)
          .reversed()
          .thenComparing(SiteStatistics::typeName)
          .thenComparing(SiteStatistics::location)
          .thenComparing(SiteStatistics::threadName);

  private final RecordedScope scope;
  private final Map<SiteStatistics, long[]> sums = new LinkedHashMap<>();

  OffHeapRows(RecordedScope scope) {
    this.scope = scope;
  }

  void add(OffHeapView.Line line, String name) {
    String kind = line.kind().label;
    long[] sum =
        sums.computeIfAbsent(
            place(line, name.isEmpty() ? kind : kind + " " + name), key -> new long[2]);
    sum[0] += line.count();
    sum[1] += line.bytes();
  }

  private SiteStatistics place(OffHeapView.Line line, String type) {
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
    boolean own = line.threadId() == scope.ownThreadId;
    return new SiteStatistics(type, site, caller, 1, line.threadName(), own, 0, 0);
  }

  private List<AllocationSite> frames(Throwable stack) {
    List<AllocationSite> frames = new ArrayList<>();
    for (StackTraceElement frame : stack.getStackTrace()) {
      if (!frame.getClassName().startsWith(HOOK)) {
        frames.add(site(frame));
      }
    }
    if (frames.isEmpty()) { // as with -XX:-StackTraceInThrowable
      frames.add(new AllocationSite("", "unknown", "unknown", -1, Origin.LIBRARY));
    }
    return frames;
  }

  private AllocationSite site(StackTraceElement frame) {
    @Nullable String file = frame.getFileName();
    return new AllocationSite(
        frame.getClassName(),
        TypeNames.method(frame.getMethodName()),
        file == null ? "Unknown" : file,
        frame.getLineNumber(),
        scope.engine.sites().origin(frame.getClassName()));
  }

  /** The rows, most bytes first. */
  List<SiteStatistics> toList() {
    List<SiteStatistics> rows = new ArrayList<>();
    sums.forEach(
        (place, sum) ->
            rows.add(
                new SiteStatistics(
                    place.typeName(),
                    place.site(),
                    place.caller(),
                    1,
                    place.threadName(),
                    place.ownThread(),
                    sum[0],
                    sum[1])));
    rows.sort(MOST_BYTES_FIRST);
    return List.copyOf(rows);
  }
}
