package io.trackmemory.tracker.record;

import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a part of a scope took off the heap, and what is left of it: worked out when asked. */
final class OffHeapMaker {

  private final Recorded recorded;
  private final OffHeapView seen;
  private final OptionalLong residentGrowth;
  private final Moment from;
  private final Moment to;
  private final Once<DirectMemory> figures = new Once<>(this::make);
  private final Once<LeakResult> leaks;

  OffHeapMaker(
      Recorded recorded, OffHeapView seen, OptionalLong residentGrowth, Moment from, Moment to) {
    this.recorded = recorded;
    this.seen = seen;
    this.residentGrowth = residentGrowth;
    this.from = from;
    this.to = to;
    this.leaks = new Once<>(new OffHeapLeaks(recorded, from, to)::search);
  }

  DirectMemory figures() {
    return figures.get();
  }

  private DirectMemory make() {
    List<OffHeapView.Part> parts =
        seen.parts().subList(from.phase() + 1, Math.min(to.phase() + 1, seen.parts().size()));
    long atLeast = 0;
    long atMost = 0;
    List<OffHeapView.Line> lines = List.of();
    for (OffHeapView.Part part : parts) {
      atLeast = Math.max(atLeast, part.atLeast());
      if (part.atMost() > atMost) {
        atMost = part.atMost();
        lines = part.lines();
      }
    }
    OffHeapRows rows = new OffHeapRows(recorded);
    lines.forEach(line -> rows.add(line, ""));
    return new DirectMemory(
        new PeakBracket(atLeast, atMost),
        rows.toList(),
        seen.firstUseBytes(),
        seen.jdkBytes(),
        residentGrowth);
  }

  Optional<String> doubt() {
    return recorded.doubts().onMemoryOffHeap();
  }

  LeakResult leaks() {
    return leaks.get();
  }
}
