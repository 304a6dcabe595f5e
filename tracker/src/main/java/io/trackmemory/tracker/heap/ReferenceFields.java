package io.trackmemory.tracker.heap;

/** Where the values of an instance have references. */
final class ReferenceFields {

  /** Bytes of all values. */
  final long bytes;

  /** Bytes between a reference and the one before it, or the start. */
  final int[] gaps;

  /** Numbers of the kinds of the references. */
  final int[] kinds;

  ReferenceFields(long bytes, int[] gaps, int[] kinds) {
    this.bytes = bytes;
    this.gaps = gaps;
    this.kinds = kinds;
  }
}
