package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.PeakResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryAssert_hasPeakAtMost_Test {

  private static FakeTracker seeing(PeakResult peak) {
    return new FakeTracker(OrderBookSnapshots.fills().peak(peak));
  }

  private static PeakResult between(long atLeast, long atMost) {
    return PeakResult.of(new PeakBracket(atLeast, atMost));
  }

  private static PeakMoment moment(long limit, long live) {
    return new PeakMoment(
        limit,
        live,
        List.of(
            row(2, "byte[]", 1000, user(OrderBookSnapshots.BOOK, "read", 12)),
            row(1, "java.lang.String", 24, user(OrderBookSnapshots.BOOK, "name", 9))),
        "byte[]",
        500,
        user(OrderBookSnapshots.BOOK, "read", 12),
        Optional.empty(),
        List.of(
            new StackTraceElement(OrderBookSnapshots.BOOK, "read", "OrderBook.java", 12),
            new StackTraceElement(OrderBookSnapshots.BOOK, "run", "OrderBook.java", 3)),
        "reader",
        false,
        Optional.of("opened"));
  }

  @Test
  void passes_highestPossibleIsTheLimit() {
    seeing(between(10, 100)).assertThatAction().hasPeakAtMost(bytes(100));
  }

  @Test
  void fails_limitWasPassed() {
    PeakResult peak =
        new PeakResult(
            new PeakBracket(1024, 2000),
            List.of(moment(512, 600), moment(1000, 1024)),
            List.of(),
            List.of(),
            Optional.empty());
    assertFails(
        () -> seeing(peak).assertThatAction().hasPeakAtMost(bytes(1000)),
        1000L,
        1024L,
        """
        Expecting the action to have at most 1000 B alive at once but it had at least 1 KiB:
          2 x byte[]             1000 B   OrderBook.read(OrderBook.java:12)
          1 x java.lang.String     24 B   OrderBook.name(OrderBook.java:9)
        Passed by 1 x byte[] of 500 B in reader, after checkpoint "opened":
          at com.acme.OrderBook.read(OrderBook.java:12)
          at com.acme.OrderBook.run(OrderBook.java:3)
        To accept: hasPeakAtMost(bytes(2000))""");
  }

  @Test
  void fails_oneObjectIsLarger() {
    PeakResult peak =
        new PeakResult(
            new PeakBracket(64, 128),
            List.of(),
            List.of(row(1, "byte[]", 64, user(OrderBookSnapshots.BOOK, "read", 12))),
            List.of(),
            Optional.empty());
    assertFails(
        () -> seeing(peak).assertThatAction().hasPeakAtMost(bytes(63)),
        63L,
        64L,
        """
        Expecting the action to have at most 63 B alive at once but it had at least 64 B:
          1 x byte[]     64 B   OrderBook.read(OrderBook.java:12)
        To accept: hasPeakAtMost(bytes(128))""");
  }

  @Test
  void uncertified_limitInsideTheBounds() {
    assertFails(
        () -> seeing(between(10, 100)).assertThatAction().hasPeakAtMost(bytes(99)),
        99L,
        "n/a",
        """
        Cannot certify hasPeakAtMost(bytes(99)) of the action: live bytes at their highest are known by their bounds only, between 10 B and 100 B; make it the first check, or add withPeakLimit(bytes(99)) before it""");
  }

  @Test
  void uncertified_limitCouldNotBeDecided() {
    PeakResult peak =
        new PeakResult(
            new PeakBracket(10, 100),
            List.of(),
            List.of(),
            List.of(),
            Optional.of("memory ran out"));
    assertFails(
        () -> seeing(peak).assertThatAction().hasPeakAtMost(bytes(99)),
        99L,
        "n/a",
        """
        Cannot certify hasPeakAtMost(bytes(99)) of the action: memory ran out""");
  }

  @Test
  void firstCheck_measuresWithItsLimit() {
    FakeTracker tracker = seeing(between(0, 0));
    tracker.assertThatAction().hasPeakAtMost(kib(1)).hasPeakAtMost(kib(2));
    assertThat(tracker.measurements).containsExactly("following FROM_SETTINGS within [1 KiB]");
  }

  @Test
  void withPeakLimit_anotherCheckFirst_limitIsInForce() {
    FakeTracker tracker = seeing(between(0, 0));
    tracker.assertThatAction().withPeakLimit(kib(1)).hasAllocationCount(5).hasPeakAtMost(kib(1));
    assertThat(tracker.measurements).containsExactly("following FROM_SETTINGS within [1 KiB]");
  }

  @Test
  void withPeakLimit_anotherLimitFirst_bothAreInForce() {
    FakeTracker tracker = seeing(between(0, 0));
    tracker.assertThatAction().withPeakLimit(kib(1)).hasPeakAtMost(kib(2));
    assertThat(tracker.measurements)
        .containsExactly("following FROM_SETTINGS within [1 KiB, 2 KiB]");
  }

  @Test
  void withPeakLimit_afterACheck_tooLate() {
    MemoryAssert measured = seeing(between(0, 0)).assertThatAction().hasPeakAtMost(kib(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> measured.withPeakLimit(kib(1)))
        .withMessage(
            "withPeakLimit must stand before the first check: the action is measured already");
  }

  @Test
  void other_passesAndFailsBeyondItsBounds() {
    FakeSnapshot other = new FakeSnapshot().peak(between(50, 60));
    seeing(between(0, 50)).assertThatAction().hasPeakAtMost(other);
    assertFails(
        () -> seeing(between(61, 80)).assertThatAction().hasPeakAtMost(other),
        60L,
        61L,
        """
        Expecting the action to have at most 60 B alive at once, as the other measurement had, but it had at least 61 B; the difference of what was allocated by line:
          +1 x java.lang.Object[]     +56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          +3 x java.lang.Integer      +48 B   OrderBook.match(OrderBook.java:42)
          +1 x java.util.ArrayList    +24 B   OrderBook.fills(OrderBook.java:57)
        To accept: hasPeakAtMost(bytes(80))""");
  }

  @Test
  void other_boundsOverlap_uncertified() {
    FakeSnapshot other = new FakeSnapshot().peak(between(50, 60));
    assertFails(
        () -> seeing(between(40, 51)).assertThatAction().hasPeakAtMost(other),
        60L,
        "n/a",
        """
        Cannot certify hasPeakAtMost(a snapshot) of the action: live bytes at their highest are known by their bounds only, between 40 B and 51 B here and between 50 B and 60 B in the other measurement; compare both with one limit by hasPeakAtMost(size)""");
  }

  @Test
  void other_uncertified_saysSo() {
    assertFails(
        () ->
            seeing(between(40, 51))
                .assertThatAction()
                .hasPeakAtMost(new FakeSnapshot().uncertified("class A was lost")),
        0L,
        "n/a",
        """
        Cannot certify hasPeakAtMost(a snapshot) of the action: the other measurement: class A was lost""");
  }
}
