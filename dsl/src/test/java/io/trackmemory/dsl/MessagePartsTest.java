package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.FakeSnapshot.called;
import static io.trackmemory.dsl.FakeSnapshot.inThread;
import static io.trackmemory.dsl.FakeSnapshot.jdk;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.Omissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every message tells where there is something to tell. */
class MessagePartsTest {

  private static final String BOOK = OrderBookSnapshots.BOOK;

  @Test
  void rows_tenShownThenTheRest() {
    FakeSnapshot snapshot = new FakeSnapshot();
    IntStream.rangeClosed(1, 12)
        .forEach(line -> snapshot.with(row(1, "byte[]", 1000 - line, user(BOOK, "a", line))));
    assertFails(
        () -> new FakeTracker(snapshot).assertThatAction().hasNoAllocations(),
        0L,
        12L,
        """
        Expecting the action to make no allocations but it made 12 (11.6 KiB):
          1 x byte[]    999 B   OrderBook.a(OrderBook.java:1)
          1 x byte[]    998 B   OrderBook.a(OrderBook.java:2)
          1 x byte[]    997 B   OrderBook.a(OrderBook.java:3)
          1 x byte[]    996 B   OrderBook.a(OrderBook.java:4)
          1 x byte[]    995 B   OrderBook.a(OrderBook.java:5)
          1 x byte[]    994 B   OrderBook.a(OrderBook.java:6)
          1 x byte[]    993 B   OrderBook.a(OrderBook.java:7)
          1 x byte[]    992 B   OrderBook.a(OrderBook.java:8)
          1 x byte[]    991 B   OrderBook.a(OrderBook.java:9)
          1 x byte[]    990 B   OrderBook.a(OrderBook.java:10)
          ... and 2 more lines (1.9 KiB)
        To accept: hasAllocationCountAtMost(12)""");
  }

  @Test
  void notes_toldApart() {
    FakeSnapshot snapshot =
        new FakeSnapshot()
            .with(inThread(OrderBookSnapshots.list(), "pool-1-thread-1"))
            .firstUse(391, 12_288)
            .testCode(1, 24)
            .chance(3, 72)
            .foreign("a", 3, 48)
            .foreign("b", 2, 32)
            .foreign("(ended threads)", 1, 16)
            .foreign("d", 1, 16)
            .omitting(new Omissions(2, 16, 0, 0));
    assertFails(
        () -> new FakeTracker(snapshot).assertThatAction().hasNoAllocations(),
        0L,
        3L,
        """
        Expecting the action to make no allocations but it made 3 (40 B):
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57) in pool-1-thread-1
        Counted, but too small for a line (trackmemory.filter.min-size): 2 objects, 16 B
        First use, not counted: 391 objects, 12 KiB
        Test code, not counted: 1 object, 24 B
        By chance, not counted: 3 objects, 72 B
        Other threads, not counted: 7 objects, 112 B (a, b, ended threads and 1 more)
        To accept: hasAllocationCountAtMost(3)""");
  }

  @Test
  void holders_fiveShownWholeThenTheUsersThenTheRest() {
    FakeSnapshot snapshot = new FakeSnapshot();
    snapshot.leaking(
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                holder ->
                    new Leak(
                        holder <= 6 ? Leak.Keeper.USER : Leak.Keeper.LIBRARY_PILING_UP,
                        "H" + holder,
                        "root",
                        List.of(),
                        OptionalInt.empty(),
                        List.of(OrderBookSnapshots.list()),
                        OptionalLong.of(24),
                        List.of(),
                        Map.of()))
            .toArray(Leak[]::new));
    assertFails(
        () -> new FakeTracker(snapshot).assertThatAction().hasNoLeaks(),
        0L,
        8L,
        """
        Expecting the action to leak no objects but it leaked 8 (192 B):
          held by H1 (retains 24 B):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
          held by H2 (retains 24 B):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
          held by H3 (retains 24 B):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
          held by H4 (retains 24 B):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
          held by H5 (retains 24 B):
            1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
          held by H6 (retains 24 B): 1 x java.util.ArrayList
          ... and 2 more holders (48 B)
        To accept: hasLeakCount(8)""");
  }

  @Test
  void causedBy_callersNotAllKnown() {
    FakeSnapshot snapshot =
        new FakeSnapshot()
            .with(
                called(
                    row(4, "byte[]", 128, jdk("java.util.Arrays", "copyOf", 1)),
                    user(BOOK, "match", 3),
                    1),
                row(5, "byte[]", 160, jdk("java.util.Arrays", "copyOf", 1)))
            .omitting(new Omissions(0, 0, 5, 0));
    FakeTracker tracker = new FakeTracker(snapshot);
    assertFails(
        () -> tracker.assertThatAction().allocations().causedBy("OrderBook").isEmpty(),
        0L,
        4L,
        """
        Expecting the action to make no allocations caused by OrderBook but it made at least 4, in lines that made 9 (288 B):
          9 x byte[]    288 B   java.util.Arrays.copyOf(Arrays.java:1), 4 of them <- OrderBook.match(OrderBook.java:3)
        To accept: allocations().causedBy("OrderBook").hasCountAtMost(9)""");
    assertFails(
        () -> tracker.assertThatAction().allocations().causedBy("OrderBook").hasCount(9),
        9L,
        "n/a",
        "Cannot certify allocations().causedBy(\"OrderBook\").hasCount(9) of the action: not of"
            + " every allocation in library code is the caller known; withPreset(Preset.PRECISE) takes a"
            + " call stack for each, fromPackage and fromMethod need none");
    tracker.assertThatAction().allocations().causedBy("OrderBook").hasCountAtMost(9);
  }

  @Test
  void largerThan_arraysOfSeveralSizes() {
    FakeTracker tracker =
        new FakeTracker(new FakeSnapshot().with(row(2, "byte[]", 128, user(BOOK, "a", 1))));
    tracker.assertThatAction().allocations().largerThan(bytes(112)).isEmpty();
    assertFails(
        () -> tracker.assertThatAction().allocations().largerThan(bytes(64)).isEmpty(),
        0L,
        "n/a",
        "Cannot certify allocations().largerThan(bytes(64)).isEmpty() of the action: some lines"
            + " allocate arrays of several sizes, of which only the sum is known; ask for their"
            + " bytes with hasBytesAtMost");
    assertFails(
        () -> tracker.assertThatAction().allocations().largerThan(bytes(63)).isEmpty(),
        0L,
        1L,
        """
        Expecting the action to make no allocations larger than 63 B but it made at least 1, in lines that made 2 (128 B):
          2 x byte[]    128 B   OrderBook.a(OrderBook.java:1)
        To accept: allocations().largerThan(bytes(63)).hasCountAtMost(2)""");
  }

  @Test
  void filter_objectsInNoLine() {
    FakeSnapshot snapshot = OrderBookSnapshots.fills().omitting(new Omissions(2, 32, 0, 0));
    assertFails(
        () ->
            new FakeTracker(snapshot).assertThatAction().allocations().ofType(Long.class).isEmpty(),
        0L,
        "n/a",
        "Cannot certify allocations().ofType(Long.class).isEmpty() of the action: 2 objects below"
            + " trackmemory.filter.min-size are in no line; set it to \"0 B\"");
  }
}
