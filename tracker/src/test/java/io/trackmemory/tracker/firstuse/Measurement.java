package io.trackmemory.tracker.firstuse;

import io.trackmemory.tracker.MemorySnapshot;
import java.util.List;

/**
 * What a stretch of calls made.
 *
 * @param first number of its first call, 1 or more
 * @param last number of its last call
 * @param count objects counted, all calls together
 * @param bytes their bytes
 * @param firstUseCount objects set apart as first use
 * @param firstUseBytes their bytes
 * @param uncertified why it is not certain, empty where it is
 */
record Measurement(
    int first,
    int last,
    long count,
    long bytes,
    long firstUseCount,
    long firstUseBytes,
    String uncertified) {

  /**
   * The calls that are looked at: all of them, those alone at which the JDK is known to change its
   * ways. The last one follows a collection that clears soft references.
   */
  static final List<Integer> LAST_CALLS =
      List.of(1, 2, 15, 16, 17, 127, 128, 129, 9_999, 10_000, 10_001);

  static Measurement of(int first, int last, MemorySnapshot seen) {
    return new Measurement(
        first,
        last,
        seen.allocationCount(),
        seen.allocatedBytes(),
        seen.firstUseCount(),
        seen.firstUseBytes(),
        seen.uncertified().orElse(""));
  }

  static Measurement parse(String line) {
    String[] parts = line.split("\t", -1);
    return new Measurement(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]),
        Long.parseLong(parts[5]),
        parts[6]);
  }

  int calls() {
    return last - first + 1;
  }

  /** Whether each call made as much as that, as far as sums tell. */
  boolean makes(long countACall, long bytesACall) {
    return count == countACall * calls() && bytes == bytesACall * calls() && uncertified.isEmpty();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return String.join(
        "\t",
        Integer.toString(first),
        Integer.toString(last),
        Long.toString(count),
        Long.toString(bytes),
        Long.toString(firstUseCount),
        Long.toString(firstUseBytes),
        uncertified);
  }
}
