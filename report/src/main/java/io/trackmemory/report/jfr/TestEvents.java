package io.trackmemory.report.jfr;

import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
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

  private final MeasuredTest measured;
  private final JfrConstants constants;
  private final JfrBytes events = new JfrBytes();
  private final long startNanos;
  private final long test;

  private TestEvents(MeasuredTest measured, JfrConstants constants) {
    this.measured = measured;
    this.constants = constants;
    this.startNanos = nanosOf(measured.finishedAt()) - measured.elapsed().toNanos();
    this.test = constants.string(measured.name());
  }

  /** The chunk of a test's own scope. */
  static byte[] chunk(MeasuredTest measured, Conditions conditions, JfrConstants constants) {
    return new TestEvents(measured, constants).chunk(conditions);
  }

  private byte[] chunk(Conditions conditions) {
    MemorySnapshot seen = measured.snapshot();
    SampleEvents samples = SampleEvents.of(seen, startNanos, constants);
    writeTest(seen, samples);
    measured.verdicts().forEach(this::writeVerdict);
    seen.checkpoints().forEach(this::writeCheckpoint);
    seen.sites().forEach(site -> writeSite(site, OF_SCOPE));
    seen.firstUseSites().forEach(site -> writeSite(site, OF_FIRST_USE));
    seen.samples().forEach(this::writeStack);
    events.all(samples.events());
    // At the end, as async-profiler's converter does not look at the last 68 bytes of a file.
    writeProcess(conditions);
    return JfrChunk.of(startNanos, measured.elapsed().toNanos(), constants, events);
  }

  private void writeTest(MemorySnapshot seen, SampleEvents samples) {
    PeakBracket peak = seen.peak();
    Omissions left = seen.omissions();
    JfrBytes body =
        event(JfrSchema.RUN, startNanos)
            .number(measured.elapsed().toNanos())
            .pooled(test)
            .text(measured.testClass())
            .text(measured.method())
            .text(measured.invocation())
            .text(VisibleText.kept(measured.displayName()))
            .text(measured.status());
    text(body, measured.failure().map(thrown -> thrown.getClass().getName()));
    text(body, seen.uncertified().map(VisibleText::kept));
    number(body, Numbers.measured(seen, seen.allocationCount()));
    number(body, Numbers.measured(seen, seen.allocatedBytes()));
    body.number(seen.firstUseCount())
        .number(seen.firstUseBytes())
        .number(seen.testCodeCount())
        .number(seen.testCodeBytes())
        .number(seen.foreignCount())
        .number(seen.foreignBytes());
    number(body, seen.jvmAllocatedBytes());
    boolean hasPeak = Numbers.measured(seen, peak.atMost()).isPresent();
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
        event(JfrSchema.VERDICT, nanosOf(measured.finishedAt()))
            .pooled(test)
            .text(VisibleText.kept(verdict.check()))
            .text(verdict.outcome().name())
            .text(VisibleText.kept(verdict.message())));
  }

  private void writeCheckpoint(Checkpoint checkpoint) {
    events.event(
        event(JfrSchema.CHECKPOINT, startNanos + checkpoint.elapsedNanos())
            .pooled(test)
            .text(VisibleText.kept(checkpoint.name()))
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

  private static void number(JfrBytes body, OptionalLong number) {
    body.number(number.orElse(JfrSchema.ABSENT));
  }

  private static void text(JfrBytes body, Optional<String> text) {
    text.ifPresentOrElse(body::text, body::noText);
  }

  private static long nanosOf(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }
}
