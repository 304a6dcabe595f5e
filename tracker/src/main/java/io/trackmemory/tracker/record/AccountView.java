package io.trackmemory.tracker.record;

import java.lang.ref.WeakReference;
import java.util.List;

/**
 * What one thread did for one ledger, as far as seen when asked.
 *
 * @param tables counts and array bytes, in pairs, by site in blocks of {@link #BLOCK} sites: of the
 *     verdict, of first use, of test code; a missing block is null
 * @param followed objects followed
 * @param stacks call stacks taken
 * @param jvmBytes bytes by the JVM's counter, meaningful where it has one
 * @param uncountedSite site of a method that ran without its hooks, -1 if none did
 */
@SuppressWarnings("ArrayRecordComponent") // the live tables of the recorder, read once and not kept
public record AccountView(
    String threadName,
    long threadId,
    boolean busy,
    long[][][] tables,
    List<FollowedObject> followed,
    long unfollowed,
    List<Stack> stacks,
    long unstacked,
    long jvmBytes,
    int uncountedSite) {

  static final int BLOCK_BITS = 8;
  static final int BLOCK = 1 << BLOCK_BITS;

  /** An object followed, where it was allocated and in which phase of the scope. */
  public record FollowedObject(WeakReference<Object> reference, int site, int phase) {}

  /** A call stack taken at a site; its frames are decoded when asked for. */
  public record Stack(int site, long bytes, Throwable frames) {}
}
