package io.trackmemory.report;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The JSON of one search for leaks. */
final class JsonLeaks {

  private JsonLeaks() {}

  static JsonObject of(LeakLook search) {
    LeakResult result = search.result();
    return new JsonObject()
        .with("check", search.check())
        .with("uncertified", result.uncertified())
        .with("estimate", result.estimate().map(JsonLeaks::estimate))
        .with("leaks", result.leaks(), JsonLeaks::leak)
        .with("told", result.told(), JsonLeaks::leak)
        .with("setApart", result.setApart(), JsonLeaks::setApart)
        .with("expected", result.expected(), JsonLeaks::expected)
        .with("handedOver", HandOverView.json(search))
        .with("repeated", result.repeated(), JsonLeaks::repeated);
  }

  private static JsonObject estimate(LeakResult.Estimate estimate) {
    return new JsonObject()
        .with("oneIn", estimate.oneIn())
        .with("count", OptionalDouble.of(estimate.count()))
        .with("countError", OptionalDouble.of(estimate.countError()))
        .with("bytes", OptionalDouble.of(estimate.bytes()))
        .with("bytesError", OptionalDouble.of(estimate.bytesError()));
  }

  private static JsonObject leak(Leak leak) {
    return new JsonObject()
        .with("signature", leak.signature())
        .with("keeper", leak.keeper().name())
        .with("root", leak.rootDescription())
        .with("objectCount", leak.objectCount())
        .with("shallowBytes", leak.shallowBytes())
        .with("retainedBytes", leak.retainedBytes())
        .with("suspectIndex", index(leak.suspectIndex()))
        .with("chain", leak.chain(), JsonLeaks::link)
        .with("objects", leak.objects(), JsonMeasurement::site)
        .with("alikeCount", leak.alikeCount())
        .with("explanation", leak.explanation())
        .with("mustBeGone", leak.mustBeGone());
  }

  static OptionalLong index(OptionalInt index) {
    return index.stream().asLongStream().findFirst();
  }

  static JsonObject link(ChainLink link) {
    return new JsonObject()
        .with("type", link.typeName())
        .with("reference", link.reference())
        .with("userCode", link.userCode());
  }

  private static JsonObject expected(LeakResult.Expected known) {
    return new JsonObject()
        .with("by", known.by())
        .with("reason", known.reason())
        .with("until", known.until().map(LocalDate::toString))
        .with("expired", known.expired())
        .with("leak", leak(known.leak()));
  }

  private static JsonObject repeated(LeakResult.Repeated repeated) {
    return new JsonObject()
        .with("objects", JsonMeasurement.site(repeated.objects()))
        .with("values", repeated.values())
        .with("spareBytes", repeated.spareBytes());
  }

  private static JsonObject setApart(LeakResult.SetApart part) {
    return JsonMeasurement.totals(part.count(), part.bytes()).with("reason", part.reason());
  }
}
