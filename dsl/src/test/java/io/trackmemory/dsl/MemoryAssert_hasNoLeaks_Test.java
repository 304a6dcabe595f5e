package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.LeakResult.SetApart;
import io.trackmemory.tracker.Omissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryAssert_hasNoLeaks_Test {

  private final FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());

  @Test
  void passes_nothingLeaked() {
    new FakeTracker(OrderBookSnapshots.fills()).assertThatAction().hasNoLeaks();
  }

  @Test
  void fails_leak() {
    assertFails(
        () -> tracker.assertThatAction().hasNoLeaks(),
        0L,
        46L,
        """
        Expecting the action to leak no objects but it leaked 46 (1.3 KiB):
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
        To accept: hasLeakCount(46)""");
  }

  @Test
  void uncertified_notSearched() {
    assertFails(
        () ->
            new FakeTracker(
                    OrderBookSnapshots.fills()
                        .leaks(LeakResult.uncertified("objects were not followed")))
                .assertThatAction()
                .hasNoLeaks(),
        0L,
        "n/a",
        """
        Cannot certify hasNoLeaks() of the action: objects were not followed""");
  }

  @Test
  void uncertified_notAllFollowed() {
    assertFails(
        () ->
            new FakeTracker(
                    OrderBookSnapshots.fills()
                        .omitting(new Omissions(0, 0, 0, 7))
                        .leaks(
                            new LeakResult(
                                List.of(),
                                List.of(),
                                Optional.of(new LeakResult.Estimate(4, 0, 0, 0, 0)),
                                Optional.empty())))
                .assertThatAction()
                .hasNoLeaks(),
        0L,
        "n/a",
        """
        Cannot certify hasNoLeaks() of the action: more objects were alive at once than trackmemory.live.max lets follow one by one; by a sample of 1 in 4, about 0 objects (standard error 0) of 0 B (0 B) leaked; raise that setting""");
  }

  @Test
  void fails_setApartTold() {
    assertFails(
        () ->
            new FakeTracker(
                    OrderBookSnapshots.leaking()
                        .leaks(
                            new LeakResult(
                                List.of(
                                    new Leak(
                                        "local",
                                        "thread \"w\"",
                                        List.of(),
                                        OptionalInt.empty(),
                                        List.of(OrderBookSnapshots.list()),
                                        OptionalLong.empty())),
                                List.of(new SetApart("class initialiser", 2, 48)),
                                Optional.empty(),
                                Optional.empty())))
                .assertThatAction()
                .hasNoLeaks(),
        0L,
        1L,
        """
        Expecting the action to leak no objects but it leaked 1 (24 B):
          held by local (retained size n/a):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        Still reachable, but no leak (class initialiser): 2 objects, 48 B
        To accept: hasLeakCount(1)""");
  }
}
