package io.trackmemory.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.ForeignCode.Treatment;
import io.trackmemory.tracker.spi.Verdict;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class ElsewhereTest {

  private static final String WAY_OUT =
      "; have it seen too by onAllThreads() (annotations: @TrackMemory(threads = Threads.ALL)), or"
          + " follow it by MemoryScope.wrap(...) around what is handed over";

  private static final String HTTP =
      "thread http-1 ran your own code meanwhile, which this check does not see: 12 objects, 384 B,"
          + " most of it at OrderServer.handle(OrderServer.java:42)";

  private static final AllocationSite LINE =
      new AllocationSite("com.acme.OrderServer", "handle", "OrderServer.java", 42, Origin.USER);

  private static final ForeignCode CODE = new ForeignCode("http-1", 7, LINE, 12, 384);

  private static final ForeignCode NAMELESS = new ForeignCode("", 8, LINE, 1, 24);

  private final FakeTracker tracker = new FakeTracker(new FakeSnapshot());

  @Test
  void warn_passesAndSaysSo() {
    tracker.foreign(Treatment.WARN, CODE, NAMELESS).assertThatAction().hasNoAllocations();
    String nameless =
        "thread #8 ran your own code meanwhile, which this check does not see: 1 object, 24 B,"
            + " most of it at OrderServer.handle(OrderServer.java:42)";
    assertThat(tracker.warnings)
        .containsExactly(
            "hasNoAllocations() of the action passed, but " + HTTP + WAY_OUT,
            "hasNoAllocations() of the action passed, but " + nameless + WAY_OUT);
    assertThat(tracker.verdicts)
        .singleElement()
        .extracting(Verdict::outcome, Verdict::message)
        .containsExactly(Verdict.Outcome.PASSED, "Passed, but " + HTTP + "; " + nameless + WAY_OUT);
  }

  @Test
  void fail_cannotCertify() {
    tracker.foreign(Treatment.FAIL, CODE);
    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> tracker.assertThatAction().hasNoLeaks())
        .withMessage("Cannot certify hasNoLeaks() of the action: " + HTTP + WAY_OUT);
    assertThat(tracker.verdicts)
        .singleElement()
        .extracting(Verdict::outcome)
        .isEqualTo(Verdict.Outcome.UNCERTIFIED);
    assertThat(tracker.warnings).isEmpty();
  }

  @Test
  void ignore_saysNothing() {
    tracker.foreign(Treatment.IGNORE, CODE).assertThatAction().hasNoAllocations();
    assertThat(tracker.warnings).isEmpty();
    assertThat(tracker.verdicts).extracting(Verdict::message).containsExactly("");
  }

  @Test
  void brokenChecks_keepTheirOwnMessage() {
    FakeTracker broken = new FakeTracker(OrderBookSnapshots.fills());
    broken.foreign(Treatment.FAIL, CODE);
    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> broken.assertThatAction().hasNoAllocations())
        .withMessageStartingWith("Expecting the action to make no allocations");
  }

  @Test
  void everyPassingCheckOfAMeasurement_warns() {
    tracker.foreign(Treatment.WARN, CODE);
    MemoryAssert assertThat = tracker.assertThatAction();
    assertThat.hasAllocationCountAtMost(7);
    assertThat.hasAllocatedBytesAtMost(ByteSize.ofBytes(8));
    assertThat.hasNoLeaks();
    assertThat.allocations().onThread("main").isEmpty();
    assertThat.leaks().isEmpty();
    tracker.assertThatAction().perRun().hasNoAllocations();
    assertThat(tracker.warnings).hasSize(6);
  }
}
