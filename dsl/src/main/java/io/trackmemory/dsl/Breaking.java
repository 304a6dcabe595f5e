package io.trackmemory.dsl;

import io.trackmemory.dsl.Injection.How;
import io.trackmemory.proof.Injected.Made;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says what would break a check that passed. */
@FunctionalInterface
interface Breaking {

  /** As much more as is missing to the limit, and one. */
  Breaking ALLOCATED = of(How.DROPPED, List.of());

  /** The same, kept. */
  Breaking KEPT = of(How.KEPT, List.of());

  /** More than the limit, alive at once: what is alive when it is made, nobody knows. */
  Breaking ALIVE = whole(How.ALIVE);

  /** Likewise off the heap. */
  Breaking OFF_HEAP = whole(How.OFF_HEAP);

  /**
   * One thing that would, or why none is known.
   *
   * @param of the limit that it breaks, where the check has several; else empty
   * @param injection what to make
   * @param unit what the amount that is made is in
   * @param amount as much as it is
   * @param cause why nothing can be made; empty if it can
   * @param red whether a failure is that of this limit
   */
  record Plan(
      String of,
      Injection injection,
      Unit unit,
      long amount,
      String cause,
      Predicate<Ruling.Failed> red) {

    static final Injection NOTHING = new Injection(How.DROPPED, Made.PLAIN, 0, 0);

    static Plan of(Injection injection, Unit unit, long amount) {
      Injection sized = injection.sized(unit, amount);
      return new Plan("", sized, unit, amount, sized.impossible().orElse(""), failed -> true);
    }

    static Plan none(String cause) {
      return new Plan("", NOTHING, Unit.OBJECTS, 0, cause, failed -> true);
    }

    /** The same of one limit of several. */
    Plan named(String limit, Predicate<Ruling.Failed> broken) {
      return new Plan(limit, injection, unit, amount, cause, broken);
    }

    /** With so much more. */
    Plan plus(long more) {
      return of(injection, unit, amount + more).named(of, red);
    }
  }

  /**
   * What would break it, of each limit that it has.
   *
   * @param passed what it came to
   * @param expected what it expects
   * @param seen what it looked at, where that was a measurement
   */
  List<Plan> plans(
      Ruling passed, Object expected, Optional<MemorySnapshot> seen, TrackerAccess tracker);

  /** What filters take. */
  static Breaking of(How how, List<? extends Filter> filters) {
    return (passed, expected, seen, tracker) ->
        List.of(Breaking.plan(how, filters, passed, expected, tracker));
  }

  private static Breaking whole(How how) {
    return (passed, expected, seen, tracker) ->
        List.of(Plan.of(new Injection(how, Made.BYTES, 1, 0), Unit.BYTES, limit(expected) + 1));
  }

  private static Plan plan(
      How how,
      List<? extends Filter> filters,
      Ruling passed,
      Object expected,
      TrackerAccess tracker) {
    Optional<String> not =
        filters.stream().flatMap(filter -> filter.notInjected().stream()).findFirst();
    if (not.isPresent()) {
      return Plan.none(not.get());
    }
    Unit unit = passed.measure().map(Measure::unit).orElse(Unit.OBJECTS);
    int length =
        filters.stream()
            .filter(LargerThan.class::isInstance)
            .map(LargerThan.class::cast)
            .mapToInt(larger -> (int) Math.min(larger.size().toBytes() + 1, 1 << 30))
            .max()
            .orElse(0);
    return type(filters, unit != Unit.OBJECTS || length > 0, tracker)
        .map(type -> Plan.of(new Injection(how, type, 1, length), unit, missing(passed, expected)))
        .orElseGet(() -> Plan.none("nothing of that type can be injected"));
  }

  /* The first that all filters by type take. */
  private static Optional<Made> type(
      List<? extends Filter> filters, boolean arrays, TrackerAccess tracker) {
    Evidence evidence = new Evidence(tracker);
    List<OfType> types =
        filters.stream().filter(OfType.class::isInstance).map(OfType.class::cast).toList();
    Stream<Made> all = Stream.of(Made.values());
    Stream<Made> ordered =
        arrays
            ? Stream.concat(
                Stream.of(Made.values()).filter(type -> type.type().isArray()),
                all.filter(type -> !type.type().isArray()))
            : all;
    return ordered
        .filter(
            type ->
                types.stream()
                    .allMatch(filter -> filter.takes(type.type().getTypeName(), evidence)))
        .findFirst();
  }

  /** How much is missing to the limit, and one more. */
  static long missing(Ruling passed, Object expected) {
    return passed
        .measure()
        .map(measure -> Math.max(0, measure.limit() - measure.atLeast()) + 1)
        .orElseGet(() -> limit(expected) + 1);
  }

  private static long limit(Object expected) {
    return expected instanceof Number number ? number.longValue() : 0;
  }
}
