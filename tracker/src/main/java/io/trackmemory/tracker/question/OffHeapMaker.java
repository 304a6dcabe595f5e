package io.trackmemory.tracker.question;

import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.gate.OffHeapView;
import io.trackmemory.tracker.recorded.Moment;
import io.trackmemory.tracker.recorded.Recorded;
import java.util.List;
import java.util.OptionalLong;

/** Works out what a part of a scope took off the heap. */
public final class OffHeapMaker {

  private OffHeapMaker() {}

  public static DirectMemory make(
      Recorded recorded, OffHeapView seen, OptionalLong residentGrowth, Moment from, Moment to) {
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
}
