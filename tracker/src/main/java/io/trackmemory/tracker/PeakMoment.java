package io.trackmemory.tracker;

import java.util.List;
import java.util.Optional;

/**
 * The moment at which a limit on live bytes was passed.
 *
 * @param limitBytes the limit
 * @param liveBytes what was alive then, in bytes, the allocation that passed the limit included
 * @param live the same by type, line and thread, most bytes first
 * @param typeName type of the object that passed the limit
 * @param bytes its shallow size
 * @param line the line that made it
 * @param caller where the line is not the user's: the nearest line of the user's own code above it
 * @param stack the call stack of that allocation, innermost frame first
 * @param threadName name of the thread that made it
 * @param ownThread whether that is the thread that opened the scope
 * @param checkpoint the scope's last checkpoint before, empty if there was none
 */
public record PeakMoment(
    long limitBytes,
    long liveBytes,
    List<SiteStatistics> live,
    String typeName,
    long bytes,
    AllocationSite line,
    Optional<AllocationSite> caller,
    List<StackTraceElement> stack,
    String threadName,
    boolean ownThread,
    Optional<String> checkpoint) {

  /** Copies the lists. */
  public PeakMoment {
    live = List.copyOf(live);
    stack = List.copyOf(stack);
  }

  /** The line, and after {@code <-} the caller in the user's own code where it is another. */
  public String location() {
    return caller.map(from -> line + " <- " + from).orElseGet(line::toString);
  }
}
