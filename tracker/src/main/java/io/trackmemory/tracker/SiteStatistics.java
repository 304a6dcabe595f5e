package io.trackmemory.tracker;

import java.util.Optional;

/**
 * What one line allocated of one type, in one thread.
 *
 * @param typeName type allocated, as the Java language writes it: {@code java.lang.Object[]}
 * @param site the line that allocates
 * @param caller where the line is not the user's: the nearest line of the user's own code above it,
 *     empty where it is not known of each of these objects; what came through several callers has a
 *     row for each, and one for those of which no call stack was taken
 * @param callerCount how many callers these came through: 1 where {@code caller} is known, else 0;
 *     with 2 or more, in rows added up, {@code caller} is one of them
 * @param threadName name of the thread that allocated
 * @param ownThread whether that is the thread that opened the scope
 * @param count number of objects, exact
 * @param bytes their shallow size in bytes, headers and padding included, exact
 */
public record SiteStatistics(
    String typeName,
    AllocationSite site,
    Optional<AllocationSite> caller,
    int callerCount,
    String threadName,
    boolean ownThread,
    long count,
    long bytes) {

  /** The line, and after {@code <-} the caller in the user's own code where it is another. */
  public String location() {
    String more = callerCount > 1 ? " and " + (callerCount - 1) + " more" : "";
    return caller.map(line -> site + " <- " + line + more).orElseGet(site::toString);
  }
}
