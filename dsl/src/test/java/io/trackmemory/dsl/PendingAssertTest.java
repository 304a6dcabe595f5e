package io.trackmemory.dsl;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.spi.PendingAsserts;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** An assert that no check uses is told to the tracker. */
@SuppressWarnings("CheckReturnValue") // what is tested
class PendingAssertTest {

  private static void nothing() {}

  private final FakeTracker tracker =
      new FakeTracker(
          OrderBookSnapshots.nothing().jvm(0).part("opened", OrderBookSnapshots.nothing()));

  @Test
  void options_areNoCheck() {
    tracker.assertThatAction().afterWarmup(3).as("described");
    tracker.assertThatAction().allocations().fromPackage("com.acme");
    tracker.assertThatAction().leaks();
    assertThat(tracker.pending).hasSize(3);
  }

  @Test
  void checks_ofAnyKind_useIt() {
    tracker.assertThatAction().hasNoAllocations();
    tracker.assertThatAction().hasNoJvmAllocations();
    tracker.assertThatAction().hasNoLeaks();
    tracker.assertThatAction().allocations().isEmpty();
    tracker.assertThatAction().leaks().isEmpty();
    tracker.assertThatSnapshot().hasNoAllocations();
    assertThat(tracker.pending).isEmpty();
  }

  @Test
  void failingCheck_usesIt() {
    MemoryAssert assertion = tracker.assertThatAction();
    assertThatThrownBy(() -> assertion.hasAllocationCount(7)).isInstanceOf(AssertionError.class);
    MemoryAssert throwing =
        tracker.assertThat(
            () -> {
              throw new IOException("of the action");
            });
    assertThatThrownBy(throwing::hasNoAllocations).isInstanceOf(IOException.class);
    assertThat(tracker.pending).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // what is refused
  void refusedCall_leavesNothingToUse() {
    List<ThrowingCallable> refused =
        List.of(
            () -> tracker.assertThatAction().awaiting(Duration.ofMillis(-1)),
            () -> tracker.assertThatAction().afterWarmup(-1),
            () -> tracker.assertThatAction().perUnit(1, " "),
            () -> tracker.assertThatAction().beforeEachRun(null),
            () -> tracker.assertThatAction().hasAllocationCount(-1),
            () -> tracker.assertThatAction().hasPeakAtMost((ByteSize) null),
            () -> tracker.assertThatAction().hasGrowthPerRunAtMost(null),
            () -> tracker.assertThatAction().hasLeakCount(-1),
            () -> tracker.assertThatAction().hasDirectMemoryAtMost(null),
            () -> tracker.assertThatAction().hasNoLeaksOf(int.class),
            () -> tracker.assertThatAction().allocations().ofType(" "),
            () -> tracker.assertThatAction().allocations().fromMethod("x").hasCount(-1),
            () -> tracker.assertThatAction().leaks().heldBy(""),
            () -> tracker.assertThatAction().perRun().hasAllocationCountAtMost(-1),
            () -> tracker.assertThatAction().since(null),
            () -> tracker.assertThatSnapshot().afterWarmup(1),
            () -> tracker.assertThatSnapshot().perRun(),
            () -> tracker.assertThatSnapshot().until("never"));
    for (ThrowingCallable call : refused) {
      assertThatThrownBy(call).isInstanceOf(RuntimeException.class);
    }
    assertThat(tracker.pending).isEmpty();
  }

  @Test
  void part_isNoCheckUntilItIsChecked() {
    MemoryAssert part = tracker.assertThatSnapshot().since("opened");
    assertThat(tracker.pending).hasSize(1);
    part.hasNoAllocations();
    assertThat(tracker.pending).isEmpty();
  }

  @Test
  void message_namesTheLineAndWhatToDo() {
    List<String> pending =
        pendingAfter(
            scope -> {
              assertThatMemory(PendingAssertTest::nothing);
              assertThatMemory(scope).since("opened");
              new SoftMemoryAssertions()
                  .assertThatMemory(PendingAssertTest::nothing)
                  .afterWarmup(1);
              assertThatMemory(PendingAssertTest::nothing).hasNoAllocations();
            });
    String line =
        "PendingAssertTest\\.message_namesTheLineAndWhatToDo\\(PendingAssertTest\\.java:\\d+\\)";
    String advice = ": end it with a check such as hasNoAllocations\\(\\)";
    assertThat(pending)
        .satisfiesExactly(
            first -> assertThat(first).matches(measured(line) + advice),
            second ->
                assertThat(second)
                    .matches(
                        "assertThatMemory\\(\\.\\.\\.\\) in "
                            + line
                            + " never checked anything"
                            + advice),
            third -> assertThat(third).matches(measured(line) + advice));
  }

  private static String measured(String line) {
    return "assertThatMemory\\(\\.\\.\\.\\) in " + line + " never measured its action";
  }

  @Test
  void nestedInAMeasuredAction_isTheSameTests() {
    assertThat(
            pendingAfter(
                scope ->
                    assertThatMemory(() -> assertThatMemory(PendingAssertTest::nothing))
                        .hasNoLeaks()))
        .singleElement()
        .asString()
        .contains("nestedInAMeasuredAction_isTheSameTests");
  }

  @Test
  void enclosingMethod_ofLambdas() {
    assertThat(CallerLine.enclosingMethod("lambda$matches$0")).isEqualTo("matches");
    assertThat(CallerLine.enclosingMethod("matches")).isEqualTo("matches");
    assertThat(CallerLine.enclosingMethod("lambda$")).isEqualTo("lambda$");
  }

  @FunctionalInterface
  private interface Work {
    void in(MemoryScope scope) throws Throwable;
  }

  private static List<String> pendingAfter(Work work) {
    MemoryScope scope =
        Tracking.DOOR.open(
            new ScopeOptions(
                false,
                false,
                false,
                Settings.ofSystemProperties(),
                Optional::empty,
                new PendingAsserts()));
    try {
      scope.checkpoint("opened");
      work.in(scope);
      return Tracking.DOOR.pendingAsserts(scope);
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      scope.close();
    }
  }
}
