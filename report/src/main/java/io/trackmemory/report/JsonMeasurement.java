package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.CollectionMoment;
import io.trackmemory.tracker.CollectionMoments;
import io.trackmemory.tracker.GcPressure;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakCurve;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThreadLane;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.UnattributedBytes;
import io.trackmemory.tracker.UnfinishedWork;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The JSON of one measurement: all its rows, none pruned. */
final class JsonMeasurement {

  private JsonMeasurement() {}

  static JsonObject of(MeasurementLook measurement) {
    MemorySnapshot seen = measurement.snapshot();
    return new JsonObject()
        .with("check", measurement.check())
        .with("runs", seen.runs())
        .with("uncertified", seen.uncertified())
        .with("allocationCount", Numbers.measured(seen, seen.allocationCount()))
        .with("allocatedBytes", Numbers.measured(seen, seen.allocatedBytes()))
        .with("jvmAllocatedBytes", seen.jvmAllocatedBytes())
        .with("coverage", seen.coverage())
        .with("unattributed", unattributed(seen.unattributed()))
        .with("rates", rates(seen.rates()))
        .with("collections", collections(seen.collections()))
        .with("peak", peak(seen))
        .with("directMemory", OffHeap.json(seen))
        .with("types", seen.types(), JsonMeasurement::type)
        .with("sites", seen.sites(), JsonMeasurement::site)
        .with("stacks", JsonStacks.of(measurement.stacks()))
        .with("sizes", JsonStacks.sizes(Sizes.of(measurement.stacks())))
        .with("allThreads", seen.allThreads())
        .with("threads", seen.threads(), JsonMeasurement::thread)
        .with("lanes", seen.lanes(), JsonMeasurement::lane)
        .with("unfinishedWork", seen.unfinishedWork(), JsonMeasurement::unfinished)
        .with(
            "firstUse",
            totals(seen.firstUseCount(), seen.firstUseBytes())
                .with("sites", seen.firstUseSites(), JsonMeasurement::site))
        .with("testCode", totals(seen.testCodeCount(), seen.testCodeBytes()))
        .with("chance", totals(seen.chanceCount(), seen.chanceBytes()))
        .with(
            "foreign",
            totals(seen.foreignCount(), seen.foreignBytes())
                .with("threads", seen.foreignThreads(), JsonMeasurement::thread))
        .with("checkpoints", seen.checkpoints(), JsonMeasurement::checkpoint)
        .with("omissions", omissions(seen.omissions()));
  }

  static JsonObject totals(long count, long bytes) {
    return new JsonObject().with("count", count).with("bytes", bytes);
  }

  /** One row of allocations; leaked objects are printed alike. */
  static JsonObject site(SiteStatistics row) {
    return new JsonObject()
        .with("type", row.typeName())
        .with("line", line(row.site()))
        .with("caller", row.caller().map(JsonMeasurement::line))
        .with("callerCount", row.callerCount())
        .with("thread", row.threadName())
        .with("ownThread", row.ownThread())
        .with("count", row.count())
        .with("bytes", row.bytes());
  }

  static JsonObject line(AllocationSite site) {
    return new JsonObject()
        .with("class", site.className())
        .with("method", site.methodName())
        .with("file", site.fileName())
        .with("line", site.line() > 0 ? OptionalLong.of(site.line()) : OptionalLong.empty())
        .with("origin", site.origin().name());
  }

  static JsonObject type(TypeStatistics row) {
    return new JsonObject()
        .with("type", row.typeName())
        .with("count", row.count())
        .with("bytes", row.bytes());
  }

  private static JsonObject thread(ThreadStatistics row) {
    return new JsonObject()
        .with("name", row.threadName())
        .with("id", row.threadId())
        .with("ownThread", row.ownThread())
        .with("count", row.count())
        .with("bytes", row.bytes())
        .with("meanBytes", OptionalDouble.of(row.meanBytes()))
        .with("cpuNanos", row.cpuNanos())
        .with("tasksHandedOver", row.tasksHandedOver())
        .with("tasksRun", row.tasksRun())
        .with("role", row.role().name())
        .with(
            "peak",
            new JsonObject()
                .with("atLeast", row.peak().atLeast())
                .with("atMost", row.peak().atMost()));
  }

  private static JsonObject lane(ThreadLane lane) {
    return new JsonObject()
        .with("thread", lane.threadName())
        .with("id", lane.threadId())
        .with("ownThread", lane.ownThread())
        .with("spans", lane.spans(), JsonMeasurement::span);
  }

  private static JsonObject span(ThreadLane.Span span) {
    return new JsonObject()
        .with("beginNanos", span.beginNanos())
        .with("endNanos", span.endNanos())
        .with("stretches", span.stretches());
  }

  private static JsonObject unfinished(UnfinishedWork work) {
    return new JsonObject()
        .with("name", work.name())
        .with("isThread", work.thread())
        .with("runningThread", work.runningThread());
  }

  private static JsonObject checkpoint(Checkpoint checkpoint) {
    return new JsonObject()
        .with("name", checkpoint.name())
        .with("elapsedNanos", checkpoint.elapsedNanos())
        .with("allocationCount", checkpoint.allocationCount())
        .with("allocatedBytes", checkpoint.allocatedBytes());
  }

  private static JsonObject unattributed(UnattributedBytes bytes) {
    return new JsonObject()
        .with("bytes", bytes.total())
        .with("unknownBytes", bytes.unknownBytes())
        .with(
            "causes",
            bytes.causes().stream()
                .map(
                    row ->
                        new JsonObject()
                            .with("cause", row.cause().name())
                            .with("count", row.count())
                            .with("bytes", row.bytes()))
                .toList());
  }

  private static Optional<JsonObject> peak(MemorySnapshot seen) {
    PeakBracket peak = seen.peak();
    return Numbers.measured(seen, peak.atMost()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JsonObject()
                .with("atLeast", peak.atLeast())
                .with("atMost", peak.atMost())
                .with("passedLimits", seen.peakResult().moments(), JsonMeasurement::moment)
                .with("curves", seen.peakResult().curves(), JsonMeasurement::curve));
  }

  private static JsonObject curve(PeakCurve curve) {
    return new JsonObject()
        .with("limitBytes", curve.limitBytes())
        .with("known", curve.known())
        .with("points", curve.points(), JsonMeasurement::point);
  }

  private static JsonObject point(PeakCurve.Point point) {
    return new JsonObject()
        .with("elapsedNanos", point.elapsedNanos())
        .with("allocatedBytes", point.allocatedBytes())
        .with("atLeastBytes", point.atLeastBytes())
        .with("atMostBytes", point.atMostBytes())
        .with("measured", point.measured());
  }

  private static JsonObject moment(PeakMoment moment) {
    return new JsonObject()
        .with("limitBytes", moment.limitBytes())
        .with("liveBytes", moment.liveBytes())
        .with("type", moment.typeName())
        .with("bytes", moment.bytes())
        .with("line", line(moment.line()))
        .with("caller", moment.caller().map(JsonMeasurement::line))
        .with("thread", moment.threadName())
        .with("ownThread", moment.ownThread())
        .with("checkpoint", moment.checkpoint())
        .with("stack", moment.stack().stream().map(StackTraceElement::toString).toList())
        .with("live", moment.live(), JsonMeasurement::site);
  }

  private static JsonObject rates(MemoryRates rates) {
    return new JsonObject()
        .with("activeNanos", rates.activeNanos())
        .with("allocatedBytesPerSecond", rates.allocatedBytesPerSecond())
        .with("collections", rates.collections())
        .with("pauseMillis", rates.pauseMillis())
        .with("pauseShare", rates.pauseShare())
        .with("gcPressure", rates.gcPressure().map(GcPressure::name));
  }

  private static JsonObject collections(CollectionMoments seen) {
    return new JsonObject()
        .with("moments", seen.moments(), JsonMeasurement::collection)
        .with("missing", seen.missing());
  }

  private static JsonObject collection(CollectionMoment moment) {
    return new JsonObject()
        .with("elapsedMillis", moment.elapsedMillis())
        .with("tookMillis", moment.tookMillis())
        .with("pauseMillis", moment.pauseMillis())
        .with("collector", moment.collector())
        .with("cause", moment.cause())
        .with("forced", moment.forced());
  }

  private static JsonObject omissions(Omissions omissions) {
    return new JsonObject()
        .with("filteredCount", omissions.filteredCount())
        .with("filteredBytes", omissions.filteredBytes())
        .with("unstackedCount", omissions.unstackedCount())
        .with("unfollowedCount", omissions.unfollowedCount());
  }
}
