package io.trackmemory.tracker;

import java.util.Optional;

/**
 * What one line allocated of one type, in one thread.
 *
 * @param typeName type allocated, as the Java language writes it: {@code java.lang.Object[]}
 * @param site the line that allocates
 * @param caller where the line is not the user's: the nearest line of the user's own code above it,
 *     empty where no call stack was taken
 * @param callerCount how many different callers were seen in the stacks taken; with 2 or more,
 *     {@code caller} is the most frequent one
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
