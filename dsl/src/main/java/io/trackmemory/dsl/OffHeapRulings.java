package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure.Unit;

/** Decides checks on memory off the heap. */
final class OffHeapRulings {

  private OffHeapRulings() {}

  static Ruling noLeaks(Subject subject, MemorySnapshot snapshot) {
    LeakResult result = snapshot.directLeakResult();
    if (result.uncertified().isPresent()) {
      return new Ruling.Uncertified(result.uncertified().get(), 0L);
    }
    return result.leaks().isEmpty()
        ? new Ruling.Passed()
        : new Ruling.Failed(new ShouldHaveNoDirectMemoryLeaks(subject, snapshot, result));
  }

  static Ruling atMost(Subject subject, MemorySnapshot snapshot, ByteSize limit) {
    if (snapshot.directUncertified().isPresent()) {
      return new Ruling.Uncertified(snapshot.directUncertified().get(), limit.toBytes());
    }
    return snapshot
        .directMemory()
        .map(seen -> atMost(subject, snapshot, seen, limit))
        .orElseGet(
            () ->
                new Ruling.Uncertified(
                    "memory off the heap was not measured; measure it with TrackMemory's agent",
                    limit.toBytes()));
  }

  private static Ruling atMost(
      Subject subject, MemorySnapshot snapshot, DirectMemory seen, ByteSize limit) {
    Range range = new Range(seen.highest().atLeast(), seen.highest().atMost());
    return Ruling.atMost(
        Unit.BYTES,
        limit.toBytes(),
        range,
        () ->
            "zlib does not tell how much its streams take: at its highest it was from "
                + Sizes.exact(range.atLeast())
                + " to "
                + Sizes.exact(range.atMost())
                + "; allow the latter",
        () -> new ShouldHaveDirectMemoryAtMost(subject, snapshot, seen, limit));
  }
}
