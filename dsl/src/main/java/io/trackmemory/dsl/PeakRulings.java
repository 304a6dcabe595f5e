package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.Comparator;
import java.util.Optional;

/** Decides checks on live bytes. */
final class PeakRulings {

  private PeakRulings() {}

  static Ruling atMost(Subject subject, MemorySnapshot seen, long limit) {
    if (subject.countedOnly().isPresent()) {
      return new Ruling.Uncertified(subject.countedOnly().get(), limit);
    }
    PeakResult peak = seen.peakResult();
    return Ruling.atMost(
        Unit.BYTES,
        limit,
        new Range(peak.bracket().atLeast(), peak.bracket().atMost()),
        () -> doubt(peak, limit),
        () ->
            new ShouldHavePeakAtMost(
                subject, seen, limit, peak, moment(peak, limit), accepting(subject, peak)));
  }

  /**
   * Both are known by bounds: kept if even the highest here is not above the lowest there, broken
   * if even the lowest here is above the highest there.
   */
  static Ruling atMost(Subject subject, MemorySnapshot seen, MemorySnapshot other) {
    PeakBracket there = other.peak();
    PeakResult here = seen.peakResult();
    Optional<String> unknown = other.uncertified();
    if (subject.countedOnly().isPresent()) {
      return new Ruling.Uncertified(subject.countedOnly().get(), there.atMost());
    }
    if (unknown.isPresent()) {
      return new Ruling.Uncertified("the other measurement: " + unknown.get(), there.atMost());
    }
    if (here.bracket().atMost() <= there.atLeast()) {
      return new Ruling.Passed();
    }
    if (here.bracket().atLeast() > there.atMost()) {
      return new Ruling.Failed(
          new ShouldHavePeakAtMostThat(subject, seen, other, accepting(subject, here)));
    }
    return new Ruling.Uncertified(
        "live bytes at their highest are known by their bounds only, "
            + bounds(here.bracket())
            + " here and "
            + bounds(there)
            + " in the other measurement; compare both with one limit by hasPeakAtMost(size)",
        there.atMost());
  }

  private static String doubt(PeakResult peak, long limit) {
    return peak.uncertified()
        .orElseGet(
            () ->
                "live bytes at their highest are known by their bounds only, "
                    + bounds(peak.bracket())
                    + "; make it the first check, or add withPeakLimit("
                    + Sizes.code(limit)
                    + ") before it");
  }

  private static String bounds(PeakBracket bracket) {
    return "between "
        + Sizes.rounded(bracket.atLeast())
        + " and "
        + Sizes.rounded(bracket.atMost());
  }

  /** The first moment that a limit was passed which shows that this one was. */
  private static Optional<PeakMoment> moment(PeakResult peak, long limit) {
    return peak.moments().stream()
        .filter(moment -> moment.liveBytes() > limit)
        .min(Comparator.comparingLong(PeakMoment::limitBytes));
  }

  private static String accepting(Subject subject, PeakResult peak) {
    return Sizes.call(subject.path() + "hasPeakAtMost", accepted(peak));
  }

  /* The lowest limit that is sure to be kept, rounded up: the peak itself is not known. */
  static long accepted(PeakResult peak) {
    return Sizes.roundedUp(peak.bracket().atMost());
  }
}
