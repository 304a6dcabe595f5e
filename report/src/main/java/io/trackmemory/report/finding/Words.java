package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;

/** Figures of findings in words. */
final class Words {

  private Words() {}

  /** {@code 2,000 × Integer, 31.3 KiB, 48.8 % of all bytes}. */
  static String of(Evidence seen, Pile pile, String type) {
    return (pile.isExact() ? "" : "about ") + amount(seen, pile.count(), type, pile.bytes());
  }

  static String amount(Evidence seen, long count, String type, long bytes) {
    return Numbers.count(count)
        + " \u00d7 "
        + simple(type)
        + ", "
        + Numbers.size(bytes)
        + ", "
        + Numbers.share(bytes, seen.snapshot().allocatedBytes())
        + " of all bytes";
  }

  /** The name without its package: {@code Map$Entry[]}. */
  static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
