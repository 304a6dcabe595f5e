package io.trackmemory.tracker;

import java.util.List;
import java.util.OptionalLong;

/**
 * Memory off the heap that a scope's work took: direct and mapped buffers, segments of arenas,
 * memory of {@code Unsafe}, streams of zlib. Each is counted from when Java code took it until it
 * was given back, by whichever thread. What native libraries take by themselves is not in it; only
 * the resident size of the process shows that.
 *
 * @param highest bytes that were held at once at their highest; exact but for streams of zlib,
 *     which does not tell their size. Of a part of a scope: at its highest while the part ran, what
 *     was held when it began included
 * @param atHighest what was held at that moment, by line, kind (as the type) and thread, most bytes
 *     first; of a stream of zlib the least that it takes
 * @param firstUseBytes bytes that first use took, in no figure above, given back or not
 * @param jdkBytes bytes that the JDK took for temporary buffers, of which it keeps some for each
 *     thread, likewise
 * @param residentGrowthBytes by how much the resident size of the whole process grew meanwhile,
 *     whatever the cause; negative if it shrank, empty where it is not known
 */
public record DirectMemory(
    PeakBracket highest,
    List<SiteStatistics> atHighest,
    long firstUseBytes,
    long jdkBytes,
    OptionalLong residentGrowthBytes) {

  /** Copies the list. */
  public DirectMemory {
    atHighest = List.copyOf(atHighest);
  }
}
