package io.trackmemory.report;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Point;
import java.util.Optional;
import java.util.OptionalDouble;

/** The JSON of what repeated runs left behind. */
final class JsonGrowth {

  private JsonGrowth() {}

  static JsonObject of(GrowthLook look) {
    GrowthResult result = look.result();
    return new JsonObject()
        .with("check", look.check())
        .with("runs", result.runs())
        .with("uncertified", result.uncertified())
        .with(
            "shape",
            result.uncertified().isPresent()
                ? Optional.empty()
                : Optional.of(result.shape().name()))
        .with("runsToHeapLimit", result.aboutRunsToHeapLimit())
        .with("holders", result.holders(), JsonGrowth::holder);
  }

  private static JsonObject holder(Holder holder) {
    return new JsonObject()
        .with("signature", holder.signature())
        .with("shape", holder.shape().name())
        .with("bytesPerRun", OptionalDouble.of(holder.bytesPerRun()))
        .with("bytesPerRunError", holder.bytesPerRunError())
        .with("objectsPerRun", OptionalDouble.of(holder.objectsPerRun()))
        .with("confidence", OptionalDouble.of(holder.confidence()))
        .with("points", holder.points(), JsonGrowth::point)
        .with("types", holder.types(), JsonMeasurement::type)
        .with("root", holder.rootDescription())
        .with("suspectIndex", JsonLeaks.index(holder.suspectIndex()))
        .with("chain", holder.chain(), JsonLeaks::link);
  }

  private static JsonObject point(Point point) {
    return JsonMeasurement.totals(point.count(), point.bytes()).with("runs", point.runs());
  }
}
