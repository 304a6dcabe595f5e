package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.SiteStatistics;

/**
 * Takes objects above a size. A row has the sum of its objects' sizes only: where these may differ,
 * in arrays, it tells what follows from the sum.
 *
 * @param size shallow size that an object must exceed
 */
record LargerThan(ByteSize size) implements SiteFilter {

  /** No array of any JVM is smaller, in bytes. */
  private static final long SMALLEST_ARRAY_BYTES = 16;

  @Override
  public String call() {
    return Sizes.call("largerThan", size.toBytes());
  }

  @Override
  public String phrase() {
    return "larger than " + Sizes.exact(size.toBytes());
  }

  @Override
  public String doubt() {
    return "some lines allocate arrays of several sizes, of which only the sum is known; ask for"
        + " their bytes with hasBytesAtMost";
  }

  @Override
  public Match match(SiteStatistics row, Evidence evidence) {
    long others = row.count() - 1;
    if (others <= 0 || !row.typeName().endsWith("[]")) {
      return Match.allIf(row.bytes() / Math.max(1, row.count()) > size.toBytes());
    }
    if (row.bytes() - others * SMALLEST_ARRAY_BYTES <= size.toBytes()) {
      return Match.NONE;
    }
    return (row.bytes() - 1) / row.count() >= size.toBytes() ? Match.SOME : Match.UNKNOWN;
  }
}
