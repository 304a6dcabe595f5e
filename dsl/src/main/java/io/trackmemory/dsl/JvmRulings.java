package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Tracking;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Decides checks on the JVM's own counter. */
final class JvmRulings {

  private static final String FOLLOWED =
      "an earlier check had the action's objects followed, which takes from the JIT compiler what it"
          + " could have removed; make this the first check, on an assert of its own";

  private static final String FOLLOWED_ELSEWHERE =
      "an enclosing scope or a test in parallel looks for leaks, which takes from the JIT compiler"
          + " what it could have removed; check this apart from @NoLeaks and hasNoLeaks()";

  private static final String NO_COUNTER =
      "this JVM has no counter of its own for the thread measured; use a platform thread of a"
          + " HotSpot JVM, or check what the code allocates as written with"
          + " hasAllocatedBytesAtMost";

  private JvmRulings() {}

  static Ruling none(Measurement measured, Subject subject, MemorySnapshot snapshot) {
    Allocations seen = Allocations.all(subject, snapshot);
    return atMost(
        ByteSize.ofBytes(0),
        measured,
        snapshot,
        jvmBytes -> new ShouldHaveNoJvmAllocations(seen, jvmBytes, accepting(subject, jvmBytes)));
  }

  static Ruling atMost(
      ByteSize limit, Measurement measured, Subject subject, MemorySnapshot snapshot) {
    Allocations seen = Allocations.all(subject, snapshot);
    return atMost(
        limit,
        measured,
        snapshot,
        jvmBytes ->
            new ShouldHaveJvmAllocatedBytesAtMost(
                seen, limit, jvmBytes, accepting(subject, jvmBytes)));
  }

  private static Ruling atMost(
      ByteSize limit,
      Measurement measured,
      MemorySnapshot snapshot,
      LongFunction<FailureMessage> failure) {
    if (measured.knownFollowed()) {
      return new Ruling.Uncertified(FOLLOWED, limit.toBytes());
    }
    OptionalLong jvmBytes = snapshot.jvmAllocatedBytes();
    if (jvmBytes.isEmpty()) {
      return new Ruling.Uncertified(NO_COUNTER, limit.toBytes());
    }
    if (jvmBytes.getAsLong() <= limit.toBytes()) {
      return new Ruling.Passed(); // following only ever adds to the figure
    }
    return Tracking.followed(snapshot)
        ? new Ruling.Uncertified(FOLLOWED_ELSEWHERE, limit.toBytes())
        : new Ruling.Failed(failure.apply(jvmBytes.getAsLong()));
  }

  private static String accepting(Subject subject, long jvmBytes) {
    return subject.path() + "hasJvmAllocatedBytesAtMost(" + Sizes.code(jvmBytes) + ")";
  }
}
