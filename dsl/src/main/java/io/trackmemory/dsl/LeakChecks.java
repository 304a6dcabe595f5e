package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.OwnWork;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.List;
import java.util.function.Function;

/** Checks of what was left behind. */
@SuppressWarnings("try") // a span of own work is never referenced
abstract class LeakChecks extends AllocationChecks {

  LeakChecks(Object actual, Subject subject, Context context) {
    super(actual, subject, context);
  }

  /** Verifies that nothing that was allocated is still strongly reachable. */
  public MemoryAssert hasNoLeaks() {
    try (OwnWork own = OwnWork.begin()) {
      return judgeLeaks("hasNoLeaks()", 0L, LeakRulings::hasNone);
    }
  }

  /** Verifies that {@code count} of the objects that were allocated are still reachable. */
  public MemoryAssert hasLeakCount(long count) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("count", count);
      return judgeLeaks(
          "hasLeakCount(" + count + ")", count, leaks -> LeakRulings.hasLeakCount(leaks, count));
    }
  }

  /** Verifies that at most {@code limit} of the objects that were allocated are reachable. */
  public MemoryAssert hasLeakCountAtMost(long limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNegative("limit", limit);
      return judgeLeaks(
          "hasLeakCountAtMost(" + limit + ")",
          limit,
          leaks -> LeakRulings.hasLeakCountAtMost(leaks, limit));
    }
  }

  /** Verifies that the objects still reachable have at most {@code limit}, by shallow size. */
  public MemoryAssert hasLeakedBytesAtMost(ByteSize limit) {
    try (OwnWork own = OwnWork.begin()) {
      arguments().notNull("limit", limit);
      return judgeLeaks(
          "hasLeakedBytesAtMost(" + Sizes.code(limit.toBytes()) + ")",
          limit.toBytes(),
          leaks -> LeakRulings.hasBytesAtMost(leaks, limit));
    }
  }

  /** Verifies that no object of {@code type} or of a subtype is still reachable. */
  public MemoryAssert hasNoLeaksOf(Class<?> type) {
    try (OwnWork own = OwnWork.begin()) {
      OfType filter = OfType.of(arguments().typeOfObjects(type));
      return judgeLeaks(
          "hasNoLeaksOf(" + type.getSimpleName() + ".class)",
          0L,
          leaks -> judgeType(leaks, filter));
    }
  }

  private Ruling judgeType(Leaks leaks, OfType filter) {
    Evidence evidence = new Evidence(leaks.snapshot(), context().tracker());
    Leaks ofType = leaks.narrowed(List.of(filter), evidence);
    boolean none = ofType.count().atMost() == 0;
    return VmMade.judged(LeakRulings.isEmpty(ofType), none, List.of(filter), 0L);
  }

  private MemoryAssert judgeLeaks(String call, Object expected, Function<Leaks, Ruling> question) {
    return check(
        About.LEAKS,
        call,
        expected,
        snapshot -> LeakRulings.judge(subject(), snapshot, expected, question));
  }
}
