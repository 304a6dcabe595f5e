package io.trackmemory.report;

import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.StackSample;
import io.trackmemory.tracker.spi.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The events of one test as a chunk: its totals first, so that they are there whatever is cut off,
 * single samples last. Confined to one thread.
 */
final class TestEvents {

  /** Account of the lines that the totals are of. */
  static final String OF_SCOPE = "SCOPE";

  private static final String OF_FIRST_USE = "FIRST_USE";

  private final Measurement measurement;
  private final TestReport report;
  private final JfrConstants constants;
  private final JfrBytes events = new JfrBytes();
  private final long startNanos;
  private final long test;

  private TestEvents(TestReport report, JfrConstants constants) {
    this.measurement = new Measurement(Optional.empty(), report.snapshot());
    this.report = report;
    this.constants = constants;
    this.startNanos = nanosOf(report.finishedAt()) - report.elapsed().toNanos();
    this.test = constants.string(report.test().toString());
  }

  /** The chunk of a test's own scope. */
  static byte[] chunk(TestReport report, Conditions conditions, JfrConstants constants) {
    return new TestEvents(report, constants).chunk(conditions);
  }

  private byte[] chunk(Conditions conditions) {
    MemorySnapshot seen = report.snapshot();
    SampleEvents samples = SampleEvents.of(seen, startNanos, constants);
    writeTest(seen, samples);
    report.verdicts().forEach(this::writeVerdict);
    seen.checkpoints().forEach(this::writeCheckpoint);
    seen.sites().forEach(site -> writeSite(site, OF_SCOPE));
    seen.firstUseSites().forEach(site -> writeSite(site, OF_FIRST_USE));
    seen.samples().forEach(this::writeStack);
    events.all(samples.events());
    // At the end, as async-profiler's converter does not look at the last 68 bytes of a file.
    writeProcess(conditions);
    return JfrChunk.of(startNanos, report.elapsed().toNanos(), constants, events);
  }

  private void writeTest(MemorySnapshot seen, SampleEvents samples) {
    TestId id = report.test();
    PeakBracket peak = seen.peak();
    Omissions left = seen.omissions();
    JfrBytes body =
        event(JfrSchema.RUN, startNanos)
            .number(report.elapsed().toNanos())
            .pooled(test)
            .text(id.testClass())
            .text(id.method())
            .text(id.invocation())
            .text(limited(report.displayName()))
            .text(report.status().name());
    text(body, report.failure().map(thrown -> thrown.getClass().getName()));
    text(body, seen.uncertified().map(TestEvents::limited));
    measured(body, seen.allocationCount());
    measured(body, seen.allocatedBytes());
    body.number(seen.firstUseCount())
        .number(seen.firstUseBytes())
        .number(seen.testCodeCount())
        .number(seen.testCodeBytes())
        .number(seen.foreignCount())
        .number(seen.foreignBytes());
    number(body, seen.jvmAllocatedBytes());
    boolean hasPeak = measurement.measured(peak.atMost()).isPresent();
    number(body, hasPeak ? OptionalLong.of(peak.atLeast()) : OptionalLong.empty());
    number(body, hasPeak ? OptionalLong.of(peak.atMost()) : OptionalLong.empty());
    body.number(left.filteredCount())
        .number(left.filteredBytes())
        .number(left.unstackedCount())
        .number(left.unfollowedCount())
        .number(samples.count())
        .number(samples.lost());
    events.event(body);
  }

  private void writeProcess(Conditions conditions) {
    events.event(
        event(JfrSchema.PROCESS, startNanos)
            .pooled(test)
            .number(ProcessHandle.current().pid())
            .text(conditions.javaVersion())
            .text(conditions.javaVendor())
            .text(conditions.vm())
            .text(conditions.os())
            .number(conditions.processors())
            .number(conditions.maxHeapBytes()));
  }

  private void writeVerdict(Verdict verdict) {
    events.event(
        event(JfrSchema.VERDICT, nanosOf(report.finishedAt()))
            .pooled(test)
            .text(limited(verdict.check()))
            .text(verdict.outcome().name())
            .text(limited(verdict.message())));
  }

  private void writeCheckpoint(Checkpoint checkpoint) {
    events.event(
        event(JfrSchema.CHECKPOINT, startNanos + checkpoint.elapsedNanos())
            .pooled(test)
            .text(limited(checkpoint.name()))
            .number(checkpoint.allocationCount())
            .number(checkpoint.allocatedBytes()));
  }

  private void writeSite(SiteStatistics site, String account) {
    JfrBytes body =
        event(JfrSchema.SITE, startNanos)
            .pooled(test)
            .number(constants.type(site.typeName()))
            .pooled(constants.string(site.site().toString()));
    text(body, site.caller().map(Object::toString));
    body.pooled(constants.string(site.site().origin().name()))
        .pooled(constants.string(site.threadName()))
        .pooled(constants.string(account))
        .number(site.count())
        .number(site.bytes());
    events.event(body);
  }

  private void writeStack(StackSample sample) {
    JfrBytes body =
        event(JfrSchema.SAMPLED_STACK, startNanos + sample.first().toNanos())
            .number(sample.last().minus(sample.first()).toNanos())
            .number(constants.stack(sample.frames()))
            .pooled(test)
            .number(constants.type(sample.typeName()))
            .number(sample.samples())
            .real(sample.estimatedCount())
            .number(Math.round(sample.estimatedBytes()))
            .number(sample.smallestBytes())
            .number(sample.largestBytes());
    number(
        body,
        sample
            .cpuTime()
            .map(time -> OptionalLong.of(time.toNanos()))
            .orElseGet(OptionalLong::empty));
    events.event(body);
  }

  private static JfrBytes event(JfrType type, long nanos) {
    return new JfrBytes().number(type.id()).number(nanos);
  }

  private void measured(JfrBytes body, long total) {
    number(body, measurement.measured(total));
  }

  private static void number(JfrBytes body, OptionalLong number) {
    body.number(number.orElse(JfrSchema.ABSENT));
  }

  private static void text(JfrBytes body, Optional<String> text) {
    text.ifPresentOrElse(body::text, body::noText);
  }

  private static String limited(String text) {
    return VisibleText.limited(text, Failure.MAX_CHARS);
  }

  private static long nanosOf(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}
