package io.trackmemory.tracker.record;

import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.spi.OwnWork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a part of a scope took off the heap, and what is left of it: worked out when asked. */
final class OffHeapMaker {

  private final RecordedScope scope;
  private final OffHeapView seen;
  private final OptionalLong residentGrowth;
  private final Moment from;
  private final Moment to;
  private final OffHeapLeaks leaks;
  private @Nullable DirectMemory figures;

  OffHeapMaker(
      RecordedScope scope, OffHeapView seen, OptionalLong residentGrowth, Moment from, Moment to) {
    this.scope = scope;
    this.seen = seen;
    this.residentGrowth = residentGrowth;
    this.from = from;
    this.to = to;
    this.leaks = new OffHeapLeaks(scope, from, to);
  }

  synchronized DirectMemory figures() {
    DirectMemory known = figures;
    if (known == null) {
      try (OwnWork own = OwnWork.begin()) {
        known = make();
        figures = known;
      }
    }
    return known;
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
    OffHeapRows rows = new OffHeapRows(scope);
    lines.forEach(line -> rows.add(line, ""));
    return new DirectMemory(
        new PeakBracket(atLeast, atMost),
        rows.toList(),
        seen.firstUseBytes(),
        seen.jdkBytes(),
        residentGrowth);
  }

  Optional<String> doubt() {
    return scope.engine.doubts().onMemoryOffHeap();
  }

  LeakResult leaks() {
    return leaks.get();
  }
}
