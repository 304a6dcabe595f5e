package io.trackmemory.report.jfr;

import io.trackmemory.tracker.AllocationEvent;
import io.trackmemory.tracker.StackSample;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares the estimate of each stack out among its events, in whole bytes: what the events of a
 * stack and its rest weigh together is the estimate, rounded once. Confined to one thread.
 */
final class StackWeights {

  private final Map<List<StackTraceElement>, Map<String, Given>> byStack = new HashMap<>();

  /* The same: equal stacks are mostly one list, of which not each frame need be looked at. */
  private final IdentityHashMap<List<StackTraceElement>, Map<String, Given>> byList =
      new IdentityHashMap<>();

  private static final class Given {
    double bytes;
    long wholeBytes;
  }

  /** Bytes that an event stands for. */
  long of(AllocationEvent event) {
    Given seen = at(event.typeName(), event.frames());
    seen.bytes += event.weight() * event.bytes();
    return next(seen, seen.bytes);
  }

  /** Bytes that the samples stand for of which there was no event, 0 where there were all. */
  long restOf(StackSample sample) {
    Given seen = at(sample.typeName(), sample.frames());
    return Math.max(0, next(seen, sample.estimatedBytes()));
  }

  private static long next(Given seen, double bytes) {
    long next = Math.round(bytes) - seen.wholeBytes;
    seen.wholeBytes += Math.max(0, next);
    return next;
  }

  private Given at(String typeName, List<StackTraceElement> frames) {
    return byList
        .computeIfAbsent(frames, list -> byStack.computeIfAbsent(list, stack -> new HashMap<>()))
        .computeIfAbsent(typeName, name -> new Given());
  }
}
