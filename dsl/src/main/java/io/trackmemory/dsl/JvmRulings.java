package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Tracking;
import java.util.List;
import java.util.Optional;
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

  static Ruling none(Allocations seen) {
    return atMost(
        ByteSize.ofBytes(0), seen, jvmBytes -> new ShouldHaveNoJvmAllocations(seen, jvmBytes));
  }

  static Ruling atMost(Allocations seen, ByteSize limit) {
    return atMost(
        limit, seen, jvmBytes -> new ShouldHaveJvmAllocatedBytesAtMost(seen, limit, jvmBytes));
  }

  private static Ruling atMost(
      ByteSize limit, Allocations seen, LongFunction<FailureMessage> failure) {
    if (seen.subject().measurement(Ask.COUNTER).knownFollowed()) {
      return new Ruling.Uncertified(FOLLOWED, limit.toBytes());
    }
    MemorySnapshot snapshot = seen.snapshot();
    OptionalLong jvmBytes = snapshot.jvmAllocatedBytes();
    if (jvmBytes.isEmpty()) {
      return new Ruling.Uncertified(NO_COUNTER, limit.toBytes());
    }
    Measure measure =
        new Measure(Unit.BYTES, limit.toBytes(), false, jvmBytes.getAsLong(), jvmBytes.getAsLong());
    return judged(limit, seen, failure, jvmBytes).measuring(measure);
  }

  private static Ruling judged(
      ByteSize limit,
      Allocations seen,
      LongFunction<FailureMessage> failure,
      OptionalLong jvmBytes) {
    MemorySnapshot snapshot = seen.snapshot();
    if (jvmBytes.getAsLong() <= limit.toBytes()) { // following only ever adds to the figure
      return onOthers(snapshot, limit.toBytes() - jvmBytes.getAsLong())
          .<Ruling>map(cause -> new Ruling.Uncertified(cause, limit.toBytes()))
          .orElseGet(Ruling.Passed::new);
    }
    return Tracking.DOOR.followed(snapshot)
        ? new Ruling.Uncertified(FOLLOWED_ELSEWHERE, limit.toBytes())
        : new Ruling.Failed(failure.apply(jvmBytes.getAsLong()));
  }

  /* Why work on other threads, of which the figure is not, may take more than is left. */
  private static Optional<String> onOthers(MemorySnapshot snapshot, long left) {
    List<ThreadStatistics> others =
        snapshot.threads().stream().filter(each -> !each.ownThread() && each.bytes() > 0).toList();
    return others.stream().mapToLong(ThreadStatistics::bytes).sum() <= left
        ? Optional.empty()
        : Optional.of(
            "the JVM's figure is that of the thread measured, and thread "
                + others.get(0).threadName()
                + " made "
                + Text.objects(others.get(0).count(), others.get(0).bytes())
                + " for the same code; let one thread do the work, or check what the code"
                + " allocates as written with hasAllocatedBytesAtMost");
  }
}
