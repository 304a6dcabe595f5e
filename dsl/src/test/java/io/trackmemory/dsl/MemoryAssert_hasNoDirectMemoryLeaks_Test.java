package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.LeakResult.SetApart;
import io.trackmemory.tracker.PeakBracket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryAssert_hasNoDirectMemoryLeaks_Test {

  private static final Leak BUFFERS =
      new Leak(
          "com.acme.Pool.CHUNKS",
          "static field of com.acme.Pool",
          List.of(
              new ChainLink("com.acme.Pool", "static CHUNKS", true),
              new ChainLink("java.nio.DirectByteBuffer", "", false)),
          OptionalInt.of(0),
          List.of(
              FakeSnapshot.row(
                  2, "direct buffer", 2048, FakeSnapshot.user("com.acme.Pool", "grow", 12))),
          OptionalLong.of(2048));
  private static final Leak BY_ADDRESS =
      new Leak(
          "no object, only its address tells where it is",
          "",
          List.of(),
          OptionalInt.empty(),
          List.of(
              FakeSnapshot.row(
                  1, "Unsafe memory", 64, FakeSnapshot.user("com.acme.Pool", "header", 30)),
              FakeSnapshot.row(
                  1, "open file orders", 0, FakeSnapshot.user("com.acme.Pool", "load", 40))),
          OptionalLong.of(64));

  private static FakeTracker finding(List<Leak> leaks, SetApart... apart) {
    return new FakeTracker(
        new FakeSnapshot()
            .offHeap(
                new DirectMemory(
                    new PeakBracket(4096, 4096), List.of(), 0, 0, OptionalLong.of(-100)))
            .offHeapLeaks(
                new LeakResult(leaks, List.of(apart), Optional.empty(), Optional.empty())));
  }

  @Test
  void passes_nothingLeft() {
    finding(List.of(), new SetApart("given back by a Cleaner", 3, 300))
        .assertThatAction()
        .hasNoDirectMemoryLeaks();
  }

  @Test
  void passes_sizesOfObjectsAreNotKnown() {
    FakeSnapshot seen =
        new FakeSnapshot()
            .uncertified("the size of com.acme.Gone is not known")
            .offHeapLeaks(LeakResult.NONE);
    new FakeTracker(seen).assertThatAction().hasNoDirectMemoryLeaks();
  }

  @Test
  void fails_leaks() {
    assertFails(
        () ->
            finding(List.of(BUFFERS, BY_ADDRESS), new SetApart("given back by a Cleaner", 3, 300))
                .assertThatAction()
                .hasNoDirectMemoryLeaks(),
        0L,
        4L,
        """
        Expecting the action to leave nothing behind off the heap but it left 3 blocks (2.1 KiB) and 1 open file or socket:
          held by com.acme.Pool.CHUNKS (2 KiB off the heap):
            2 x direct buffer    2 KiB   Pool.grow(Pool.java:12)
            one of 2 alike, from the root:
              static field of com.acme.Pool
              com.acme.Pool.static CHUNKS   <- first reference in your code
              java.nio.DirectByteBuffer
            why: a static field lives as long as its class; one that is filled only once is filled by no later test
          held by no object, only its address tells where it is (64 B off the heap):
            1 x Unsafe memory        64 B   Pool.header(Pool.java:30)
            1 x open file orders      0 B   Pool.load(Pool.java:40)
        No leak (given back by a Cleaner): 3, 300 B
        To accept: hasDirectMemoryAtMost(kib(4))""");
  }

  @Test
  void fails_manyHolders_showsFiveWhole() {
    List<Leak> many = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      many.add(BY_ADDRESS);
    }
    assertFails(
        () -> finding(many).assertThatAction().hasNoDirectMemoryLeaks(),
        0L,
        14L,
        "Expecting the action to leave nothing behind off the heap but it left 7 blocks (448 B)"
            + " and 7 open files or sockets:\n"
            + """
          held by no object, only its address tells where it is (64 B off the heap):
            1 x Unsafe memory        64 B   Pool.header(Pool.java:30)
            1 x open file orders      0 B   Pool.load(Pool.java:40)
        """
                .repeat(5)
            + """
          held by no object, only its address tells where it is (64 B off the heap): 1 x Unsafe memory, 1 more
        """
                .repeat(2)
            + "To accept: hasDirectMemoryAtMost(kib(4))");
  }

  @Test
  void uncertified_notMeasured() {
    FakeSnapshot seen =
        new FakeSnapshot().offHeapLeaks(LeakResult.uncertified("nobody looked; look"));
    assertFails(
        () -> new FakeTracker(seen).assertThatAction().hasNoDirectMemoryLeaks(),
        0L,
        "n/a",
        "Cannot certify hasNoDirectMemoryLeaks() of the action: nobody looked; look");
  }
}
