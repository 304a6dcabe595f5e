package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.function.Function;

/** Decides checks on leaks. */
final class LeakRulings {

  private LeakRulings() {}

  /** Searches for leaks, and asks about what was found if the search could be made. */
  static Ruling judge(
      Subject subject, MemorySnapshot snapshot, Object expected, Function<Leaks, Ruling> question) {
    LeakResult result = snapshot.leakResult();
    return result
        .uncertified()
        .<Ruling>map(cause -> new Ruling.Uncertified(cause, expected))
        .orElseGet(() -> question.apply(Leaks.all(subject, snapshot, result)));
  }

  static Ruling hasNone(Leaks leaks) {
    return atMost(leaks, 0, new ShouldHaveNoLeaks(leaks, accepting(leaks, "hasLeakCount")));
  }

  static Ruling isEmpty(Leaks leaks) {
    return atMost(leaks, 0, new ShouldHaveNoLeaks(leaks, accepting(leaks, "hasCount")));
  }

  static Ruling hasLeakCount(Leaks leaks, long count) {
    return exactly(
        leaks, count, new ShouldHaveLeakCount(leaks, count, accepting(leaks, "hasLeakCount")));
  }

  static Ruling hasLeakCountAtMost(Leaks leaks, long limit) {
    return atMost(
        leaks,
        limit,
        new ShouldHaveLeakCountAtMost(leaks, limit, accepting(leaks, "hasLeakCountAtMost")));
  }

  static Ruling hasCount(Leaks leaks, long count) {
    return exactly(
        leaks, count, new ShouldHaveLeakCount(leaks, count, accepting(leaks, "hasCount")));
  }

  static Ruling hasBytesAtMost(Leaks leaks, ByteSize limit) {
    String acceptance =
        leaks.path() + "hasLeakedBytesAtMost(" + Sizes.code(leaks.bytes().atLeast()) + ")";
    return Ruling.atMost(
        limit.toBytes(),
        leaks.bytes(),
        leaks.doubt(),
        new ShouldHaveLeakedBytesAtMost(leaks, limit, acceptance));
  }

  private static Ruling atMost(Leaks leaks, long limit, FailureMessage failure) {
    return Ruling.atMost(limit, leaks.count(), leaks.doubt(), failure);
  }

  private static Ruling exactly(Leaks leaks, long count, FailureMessage failure) {
    return Ruling.exactly(count, leaks.count(), leaks.doubt(), failure);
  }

  private static String accepting(Leaks leaks, String check) {
    return leaks.path() + check + "(" + leaks.count().atLeast() + ")";
  }
}
