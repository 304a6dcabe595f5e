package io.trackmemory.report;

import io.trackmemory.tracker.AllocationEvent;
import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.StackSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of the objects of which stacks were taken, by stack. For one thread. */
final class Fates {

  private final Map<Object, Fate> byStack = new HashMap<>();

  private Fates() {}

  /** Of one stack. */
  static final class Fate {
    private long events;
    private double bytes;
    private double liveBytes;

    /** Share, 0 to 1, of the bytes that was not seen to be collected, if each was followed. */
    Optional<Double> alive(long taken) {
      return events == taken && bytes > 0 ? Optional.of(liveBytes / bytes) : Optional.empty();
    }
  }

  static Fates of(AllocationHistory history) {
    Fates fates = new Fates();
    for (AllocationEvent event : history.events()) {
      if (event.followed()) {
        Fate fate =
            fates.byStack.computeIfAbsent(
                List.of(event.typeName(), event.frames()), key -> new Fate());
        fate.events++;
        fate.bytes += event.weight() * event.bytes();
        fate.liveBytes += event.collectedBy().isPresent() ? 0 : event.weight() * event.bytes();
      }
    }
    return fates;
  }

  /** Whether no object was followed. */
  boolean isEmpty() {
    return byStack.isEmpty();
  }

  Optional<Fate> of(StackSample sample) {
    return byStack.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byStack.get(List.of(sample.typeName(), sample.frames())));
  }
}
