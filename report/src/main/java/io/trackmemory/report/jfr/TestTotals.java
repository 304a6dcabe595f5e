package io.trackmemory.report.jfr;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** What the events of one test sum up to. Confined to one thread. */
final class TestTotals {

  private final RecordedEvent event;
  private final Map<String, Sum> types = new HashMap<>();
  private final Map<String, Sum> lines = new HashMap<>();
  private final Map<String, Sum> stacks = new HashMap<>();
  private long samples;

  TestTotals(RecordedEvent event) {
    this.event = event;
  }

  /**
   * A number of objects and their bytes.
   *
   * @param count objects
   * @param bytes their bytes
   */
  record Sum(long count, long bytes) {

    Sum plus(Sum other) {
      return new Sum(count + other.count, bytes + other.bytes);
    }
  }

  void addSite(String type, String line, long count, long bytes) {
    Sum sum = new Sum(count, bytes);
    types.merge(type, sum, Sum::plus);
    lines.merge(type + "  " + line, sum, Sum::plus);
  }

  void addStack(String type, String stack, RecordedEvent estimate) {
    Sum sum = new Sum(Math.round(estimate.getDouble("objects")), estimate.getLong("bytes"));
    stacks.merge(type + "  " + stack, sum, Sum::plus);
  }

  void addSample() {
    samples++;
  }

  String name() {
    return event.getString("test");
  }

  Instant endedAt() {
    return event.getEndTime();
  }

  boolean isCertified() {
    return event.getString("uncertified") == null;
  }

  Map<String, Sum> types() {
    return types;
  }

  Map<String, Sum> lines() {
    return lines;
  }

  /** Estimates by type and stack. */
  Map<String, Sum> stacks() {
    return stacks;
  }

  /** Samples that were written and are not in the file any more. */
  long missingSamples() {
    return event.getLong("samples") - samples;
  }

  /** Two figures of the test, 0 where they could not be measured. */
  Sum sum(String count, String bytes) {
    return new Sum(present(event.getLong(count)), present(event.getLong(bytes)));
  }

  private static long present(long number) {
    return number == JfrSchema.ABSENT ? 0 : number;
  }
}
