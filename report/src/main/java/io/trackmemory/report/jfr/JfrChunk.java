package io.trackmemory.report.jfr;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * A chunk of a Flight Recorder file: all that is needed to read its events. A file is any number of
 * them, one after the other.
 *
 * <p>Types and constants stand before the events, so that of a chunk that was cut off the events
 * before the cut can still be read. A tick is a nanosecond since 1970 in every chunk, as readers
 * convert the ticks of all chunks of a file by the header of the first.
 */
final class JfrChunk {

  /** Bytes of the header. */
  static final int HEADER_BYTES = 68;

  /** Where in the header the chunk's size stands. */
  static final int SIZE_OFFSET = 8;

  /** Where in the header the position of the constants stands, that of the types after it. */
  static final int POSITIONS_OFFSET = 16;

  private static final int START_OFFSET = 32;
  private static final int START_TICKS_OFFSET = 48;

  private static final int MAJOR_VERSION = 2;
  private static final int MINOR_VERSION = 1;
  private static final long TICKS_PER_SECOND = 1_000_000_000;

  private JfrChunk() {}

  /**
   * The bytes of a chunk.
   *
   * @param startNanos when it begins, in nanoseconds since 1970
   * @param durationNanos how long it lasts
   * @param constants what its events refer to
   * @param events the events
   */
  static byte[] of(long startNanos, long durationNanos, JfrConstants constants, JfrBytes events) {
    return of(startNanos, durationNanos, JfrMetadata.event(), constants, events);
  }

  /**
   * A chunk without events, to stand between those of two processes: without it, the JDK's reader
   * takes constants of the one for those of the other that have the same keys.
   */
  static byte[] between(long startNanos) {
    return of(startNanos, 0, JfrMetadata.anew(), new JfrConstants(1), new JfrBytes());
  }

  private static byte[] of(
      long startNanos,
      long durationNanos,
      byte[] metadata,
      JfrConstants constants,
      JfrBytes events) {
    JfrBytes checkpoint = constants.event();
    int checkpointPosition = HEADER_BYTES + metadata.length;
    int size = Math.addExact(Math.addExact(checkpointPosition, checkpoint.size()), events.size());
    return new JfrBytes()
        .raw('F')
        .raw('L')
        .raw('R')
        .raw(0)
        .rawShort(MAJOR_VERSION)
        .rawShort(MINOR_VERSION)
        .rawLong(size)
        .rawLong(checkpointPosition)
        .rawLong(HEADER_BYTES)
        .rawLong(startNanos)
        .rawLong(durationNanos)
        .rawLong(startNanos)
        .rawLong(TICKS_PER_SECOND)
        .rawShort(0) // complete
        .rawShort(1) // numbers are compressed
        .all(metadata)
        .all(checkpoint)
        .all(events)
        .toArray();
  }

  /** When a chunk begins, in nanoseconds since 1970. */
  static long startOf(byte[] chunk) {
    return ByteBuffer.wrap(chunk).getLong(START_OFFSET);
  }

  /**
   * Lets a chunk begin at a time that is not among {@code used}, some nanoseconds later if need be,
   * and adds it: JDK Mission Control takes chunks of the same time for the same chunk. Times of
   * events stay what they are.
   */
  static void beginAlone(byte[] chunk, Set<Long> used) {
    long start = startOf(chunk);
    while (!used.add(start)) {
      start++;
    }
    ByteBuffer.wrap(chunk).putLong(START_OFFSET, start).putLong(START_TICKS_OFFSET, start);
  }
}
