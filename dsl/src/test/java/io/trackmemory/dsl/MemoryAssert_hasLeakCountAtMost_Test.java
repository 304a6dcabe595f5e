package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryAssert_hasLeakCountAtMost_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());

  @Test
  void passes() {
    tracker.assertThatAction().hasLeakCountAtMost(46).hasLeakCountAtMost(47);
  }

  @Test
  void fails_oneTooMany() {
    assertFails(
        () -> tracker.assertThatAction().hasLeakCountAtMost(45),
        45L,
        46L,
        """
        Expecting the action to leak at most 45 objects but it leaked 46 (1.3 KiB):
          held by com.acme.Registry.SESSIONS (retains 4 KiB):
            45 x java.lang.StringBuilder  1.1 KiB   OrderBook.open(OrderBook.java:12)
             1 x java.lang.Object[]         216 B   OrderBook.open(OrderBook.java:13)
            one of 45 alike, from the root:
              static field of com.acme.Registry
              com.acme.Registry.static SESSIONS   <- first reference in your code
              java.util.ArrayList.elementData
              java.lang.Object[][0]
              java.lang.StringBuilder
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
        To accept: hasLeakCountAtMost(46)""");
  }

  @Test
  void fails_knownLeaksAndWhatMustBeGoneAreTold() {
    Leak leak =
        new Leak(
            "local",
            "thread \"w\"",
            List.of(),
            OptionalInt.empty(),
            List.of(OrderBookSnapshots.list()),
            OptionalLong.of(24),
            List.of("the session has ended"));
    LocalDate day = LocalDate.of(2027, 1, 31);

    assertFails(
        () ->
            new FakeTracker(
                    OrderBookSnapshots.leaking()
                        .leaks(
                            new LeakResult(
                                List.of(leak),
                                List.of(),
                                List.of(
                                    new LeakResult.Expected(
                                        "@1", "JIRA-1", Optional.of(day), false, leak),
                                    new LeakResult.Expected(
                                        "@2", "JIRA-2", Optional.of(day), true, leak),
                                    new LeakResult.Expected(
                                        "@3", "JIRA-3", Optional.empty(), false, leak)),
                                Optional.empty(),
                                Optional.empty())))
                .assertThatAction()
                .hasLeakCountAtMost(0),
        0L,
        1L,
        """
        Expecting the action to leak at most 0 objects but it leaked 1 (24 B):
          held by local (retains 24 B):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
            must be gone: the session has ended
        Known leak, no failure until 2027-01-31 (JIRA-1): 1 object, 24 B
        Known leak, expired on 2027-01-31 (JIRA-2): 1 object, 24 B
        Known leak, no failure (JIRA-3): 1 object, 24 B
        To accept: hasLeakCountAtMost(1)""");
  }

  @Test
  void negative_isRefused() {
    assertThatThrownBy(() -> tracker.assertThatAction().hasLeakCountAtMost(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must not be negative: -1");
  }
}
