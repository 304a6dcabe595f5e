package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.Optional;
import java.util.function.Function;

/** Decides checks on leaks; the names of the checks that would accept are given. */
final class LeakRulings {

  private LeakRulings() {}

  /** Searches for leaks, and asks about what was found if the search could be made. */
  static Ruling judge(
      Subject subject, MemorySnapshot snapshot, Object expected, Function<Leaks, Ruling> question) {
    LeakResult result = snapshot.leakResult();
    Optional<String> unknown = result.uncertified();
    return unknown.isPresent()
        ? new Ruling.Uncertified(unknown.get(), expected)
        : question.apply(Leaks.all(subject, snapshot, result));
  }

  /** Asks about what filters leave of the leaks that were found. */
  static Ruling judge(
      Leaks all,
      Filters<LeakFilter> filters,
      TrackerAccess tracker,
      Object expected,
      Function<Leaks, Ruling> question) {
    Evidence evidence = new Evidence(all.snapshot(), tracker);
    return filters.judge(
        evidence, expected, () -> all.narrowed(filters, evidence), Leaks::isNone, question);
  }

  static Ruling none(Leaks leaks, String accepting) {
    return Ruling.atMost(
        Unit.OBJECTS,
        0,
        leaks.count(),
        leaks::doubt,
        () -> new ShouldHaveNoLeaks(leaks, accepting));
  }

  static Ruling count(Leaks leaks, long count, String accepting) {
    return Ruling.exactly(
        Unit.OBJECTS,
        count,
        leaks.count(),
        leaks::doubt,
        () -> new ShouldHaveLeakCount(leaks, count, accepting));
  }

  static Ruling countAtMost(Leaks leaks, long limit, String accepting) {
    return Ruling.atMost(
        Unit.OBJECTS,
        limit,
        leaks.count(),
        leaks::doubt,
        () -> new ShouldHaveLeakCountAtMost(leaks, limit, accepting));
  }

  static Ruling bytesAtMost(Leaks leaks, ByteSize limit, String accepting) {
    return Ruling.atMost(
        Unit.BYTES,
        limit.toBytes(),
        leaks.bytes(),
        leaks::doubt,
        () -> new ShouldHaveLeakedBytesAtMost(leaks, limit, accepting));
  }
}
