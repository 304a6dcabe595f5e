package io.trackmemory.report.jfr;

import io.trackmemory.tracker.AllocationEvent;
import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.StackSample;
import io.trackmemory.tracker.ThreadStatistics;
import java.util.HashMap;
import java.util.Map;

/**
 * The sampled allocations of a test. An event for each that the history still has; older ones of a
 * stack together, at the time of the first and of no thread. The weights of a stack's events sum up
 * to its estimate. Confined to one thread.
 */
final class SampleEvents {

  private static final long AMBIGUOUS = 0;

  private final long startNanos;
  private final JfrConstants constants;
  private final JfrBytes events = new JfrBytes();
  private final StackWeights weights = new StackWeights();
  private final Map<String, Long> threadIds = new HashMap<>();
  private long count;
  private long lost;

  private SampleEvents(long startNanos, JfrConstants constants) {
    this.startNanos = startNanos;
    this.constants = constants;
  }

  /**
   * The samples of {@code seen}.
   *
   * @param startNanos when its scope opened, in nanoseconds since 1970
   */
  static SampleEvents of(MemorySnapshot seen, long startNanos, JfrConstants constants) {
    SampleEvents samples = new SampleEvents(startNanos, constants);
    samples.write(seen);
    return samples;
  }

  JfrBytes events() {
    return events;
  }

  /** How many events. */
  long count() {
    return count;
  }

  /** Samples that have no event of their own. */
  long lost() {
    return lost;
  }

  private void write(MemorySnapshot seen) {
    for (ThreadStatistics thread : seen.threads()) {
      threadIds.merge(thread.threadName(), thread.threadId(), (one, other) -> AMBIGUOUS);
    }
    AllocationHistory history = seen.history();
    lost = history.lost();
    history.events().forEach(this::write);
    seen.samples().forEach(this::writeRest);
  }

  private void write(AllocationEvent event) {
    String thread = event.threadName();
    long id = threadIds.getOrDefault(thread, AMBIGUOUS);
    add(
        new JfrBytes()
            .number(JfrSchema.SAMPLE.id())
            .number(startNanos + event.at().toNanos())
            .number(constants.thread(thread, id))
            .number(constants.stack(event.frames()))
            .number(constants.type(event.typeName()))
            .number(weights.of(event)));
  }

  private void writeRest(StackSample sample) {
    long weight = weights.restOf(sample);
    if (weight > 0) {
      add(
          new JfrBytes()
              .number(JfrSchema.SAMPLE.id())
              .number(startNanos + sample.first().toNanos())
              .number(0)
              .number(constants.stack(sample.frames()))
              .number(constants.type(sample.typeName()))
              .number(weight));
    }
  }

  private void add(JfrBytes body) {
    events.event(body);
    count++;
  }
}
