package io.trackmemory.dsl;

import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.MemorySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checks wait for work that goes on, unless they are broken already. */
class AwaitedWork_Test {

  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final Optional<String> GOES_ON = Optional.of("task Loop has not ended");

  private static FakeTracker seen(MemorySnapshot first, MemorySnapshot later) {
    return new FakeTracker(first).unfinished(later, Optional.empty());
  }

  @Test
  void check_judgesWhatIsSeenAfterTheWait() {
    FakeTracker tracker = seen(OrderBookSnapshots.nothing(), OrderBookSnapshots.fills());
    assertThatThrownBy(() -> tracker.assertThatAction().hasNoAllocations())
        .hasMessageStartingWith(
            "Expecting the action to make no allocations but it made 5 (128 B):");
    assertThat(tracker.awaited).containsExactly(SETTLE);
  }

  @Test
  void exactCount_isNotBrokenBeforeTheWait() {
    FakeTracker tracker = seen(OrderBookSnapshots.nothing(), OrderBookSnapshots.fills());
    tracker.assertThatAction().hasAllocationCount(5).hasAllocatedBytes(bytes(128));
    assertThat(tracker.awaited).containsExactly(SETTLE);
  }

  @Test
  void brokenCheck_waitsForNothing() {
    FakeTracker tracker = seen(OrderBookSnapshots.fills(), OrderBookSnapshots.fills());
    assertThatThrownBy(() -> tracker.assertThatAction().hasAllocationCountAtMost(4))
        .hasMessageStartingWith("Expecting the action to make at most 4 allocations");
    assertThatThrownBy(
            () ->
                seen(OrderBookSnapshots.fills(), OrderBookSnapshots.fills())
                    .assertThatAction()
                    .allocations()
                    .fromMethod("match")
                    .isEmpty())
        .hasMessageStartingWith("Expecting the action");
    assertThat(tracker.awaited).isEmpty();
  }

  @Test
  void checkAfterABrokenOne_cannotBeCertified() {
    FakeTracker tracker = seen(OrderBookSnapshots.fills(), OrderBookSnapshots.fills());
    List<String> failures = new ArrayList<>();
    MemoryAssert.of(() -> {}, new Context(tracker, failure -> failures.add(failure.getMessage())))
        .hasAllocationCountAtMost(4)
        .hasAllocationCountAtMost(9);
    assertThat(failures).hasSize(2);
    assertThat(failures.get(1))
        .isEqualTo(
            "Cannot certify hasAllocationCountAtMost(9) of the action: task Loop has not ended");
  }

  @Test
  void workThatGoesOn_cannotBeCertified_butBeBroken() {
    FakeTracker tracker =
        new FakeTracker(OrderBookSnapshots.nothing())
            .unfinished(OrderBookSnapshots.fills(), GOES_ON);
    MemoryAssert that = tracker.assertThatAction();
    assertThatThrownBy(() -> that.hasAllocationCountAtMost(9))
        .hasMessage(
            "Cannot certify hasAllocationCountAtMost(9) of the action: task Loop has not ended");
    assertThatThrownBy(() -> that.hasAllocationCount(9)).hasMessageStartingWith("Cannot certify");
    assertThatThrownBy(that::hasNoLeaks).hasMessageStartingWith("Cannot certify");
    assertThatThrownBy(() -> that.hasAllocationCountAtMost(1))
        .hasMessageStartingWith("Expecting the action to make at most 1 allocation");
  }

  @Test
  void awaiting_saysHowLong_zeroForWhatWasDoneSoFar() {
    FakeTracker longer = seen(OrderBookSnapshots.nothing(), OrderBookSnapshots.nothing());
    longer.assertThatAction().awaiting(Duration.ofMinutes(1)).hasNoAllocations();
    assertThat(longer.awaited).containsExactly(Duration.ofMinutes(1));

    FakeTracker soFar =
        new FakeTracker(OrderBookSnapshots.fills()).unfinished(OrderBookSnapshots.fills(), GOES_ON);
    MemoryAssert that = soFar.assertThatAction().awaiting(Duration.ZERO).hasAllocationCount(5);
    assertThatThrownBy(that::hasNoAllocations)
        .hasMessageStartingWith("Expecting the action so far to make no allocations");
    assertThat(soFar.awaited).isEmpty();
  }
}
