package io.trackmemory.dsl;

import static io.trackmemory.dsl.Budget.budget;
import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;
import static io.trackmemory.dsl.MemoryAssertions.bytes;
import static io.trackmemory.dsl.MemoryAssertions.kib;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import org.junit.jupiter.api.Test;

class MemoryAssert_meets_Test {

  private static final String BOOK = OrderBookSnapshots.BOOK;

  /** A set-up of 32 B, a run of 128 B, a tear-down of 16 B; a leak of 1296 B. */
  private static FakeSnapshot phases() {
    FakeSnapshot tearDown =
        new FakeSnapshot()
            .with(row(1, "java.lang.Long", 16, user(BOOK, "close", 90)))
            .part("body", OrderBookSnapshots.fills());
    return OrderBookSnapshots.leaking()
        .part("body", new FakeSnapshot().with(row(1, "byte[]", 32, user(BOOK, "open", 10))))
        .part("teardown", tearDown);
  }

  private static FakeTracker seeing(FakeSnapshot seen) {
    return new FakeTracker(seen);
  }

  private static FakeSnapshot withPeak(FakeSnapshot seen, long atLeast, long atMost) {
    return seen.peak(PeakResult.of(new PeakBracket(atLeast, atMost)));
  }

  @Test
  void passes_eachLimitIsJustKept() {
    FakeTracker tracker = seeing(withPeak(phases(), 0, 1296));
    tracker
        .assertThatSnapshot()
        .meets(
            budget()
                .setUp(bytes(32))
                .run(bytes(128))
                .tearDown(bytes(16))
                .peak(bytes(1296))
                .leaks(bytes(1296)));
    assertThat(tracker.verdicts)
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
              assertThat(verdict.about()).isEqualTo(About.LEAKS);
            });
  }

  @Test
  void fails_allBroken_oneMessage() {
    FakeTracker tracker = seeing(withPeak(phases(), 1296, 1296)).reportAt("file:///report.html");
    assertFails(
        () ->
            tracker
                .assertThatSnapshot()
                .meets(
                    budget()
                        .setUp(bytes(31))
                        .run(bytes(127))
                        .tearDown(bytes(15))
                        .peak(bytes(1295))
                        .noLeaks()),
        31L,
        32L,
        """
        Expecting the snapshot to meet its budget but it broke 5 of 5 limits:
          Expecting the snapshot in set-up to allocate at most 31 B but it allocated 32 B in 1 object:
              1 x byte[]     32 B   OrderBook.open(OrderBook.java:10)
            To accept: setUp(bytes(32))
          Expecting the snapshot in its run to allocate at most 127 B but it allocated 128 B in 5 objects:
              1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
              3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
              1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
            To accept: run(bytes(128))
          Expecting the snapshot in tear-down to allocate at most 15 B but it allocated 16 B in 1 object:
              1 x java.lang.Long     16 B   OrderBook.close(OrderBook.java:90)
            To accept: tearDown(bytes(16))
          Expecting the snapshot to have at most 1.3 KiB (1295 B) alive at once but it had at least 1.3 KiB (1296 B)
            To accept: peak(bytes(1296))
          Expecting the snapshot to leak no objects but it leaked 46 (1.3 KiB):
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
            To accept: leaks(bytes(1296))
        Report: file:///report.html
        To accept: meets(budget().setUp(bytes(32)).run(bytes(128)).tearDown(bytes(16)).peak(bytes(1296)).leaks(bytes(1296)))
        Report: in short, for agents: /report.md""");
    Verdict verdict = tracker.verdicts.get(0);
    assertThat(verdict.about()).isEqualTo(About.LEAKS);
    assertThat(verdict.measure())
        .hasValueSatisfying(seen -> assertThat(seen.limit()).isEqualTo(31));
    assertThat(verdict.blamed()).hasSizeGreaterThan(5);
    assertThat(verdict.accept()).startsWith("meets(budget().setUp(bytes(32))");
  }

  @Test
  void fails_oneOfTwo_keepsTheOther() {
    FakeTracker tracker = seeing(phases());
    assertFails(
        () -> tracker.assertThatSnapshot().meets(budget().setUp(kib(1)).run(bytes(100))),
        100L,
        128L,
        """
        Expecting the snapshot to meet its budget but it broke 1 of 2 limits:
          Expecting the snapshot in its run to allocate at most 100 B but it allocated 128 B in 5 objects:
              1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
              3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
              1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
            To accept: run(bytes(128))
        To accept: meets(budget().setUp(kib(1)).run(bytes(128)))""");
    assertThat(tracker.verdicts.get(0).about()).isEqualTo(About.FIGURES);
    assertThat(tracker.verdicts.get(0).measure()).map(Measure::atLeast).hasValue(128L);
  }

  @Test
  void fails_oneBrokenAndOneUncertified_tellsBoth() {
    assertFails(
        () ->
            seeing(withPeak(phases(), 10, 100))
                .assertThatSnapshot()
                .meets(budget().tearDown(bytes(0)).peak(bytes(50))),
        0L,
        16L,
        """
        Expecting the snapshot to meet its budget but it broke 1 of 2 limits:
          Expecting the snapshot in tear-down to allocate at most 0 B but it allocated 16 B in 1 object:
              1 x java.lang.Long     16 B   OrderBook.close(OrderBook.java:90)
            To accept: tearDown(bytes(16))
          Cannot certify peak(bytes(50)): live bytes at their highest are known by their bounds only, between 10 B and 100 B; make it the first check, or add withPeakLimit(bytes(50)) before it
        To accept: meets(budget().tearDown(bytes(16)).peak(bytes(50)))""");
  }

  @Test
  void uncertified_nothingBroken_neverPasses() {
    FakeSnapshot seen = withPeak(phases(), 10, 100).leaks(LeakResult.uncertified("no dump"));
    assertFails(
        () ->
            seeing(seen).assertThatSnapshot().meets(budget().run(kib(1)).peak(bytes(50)).noLeaks()),
        "budget().run(kib(1)).peak(bytes(50)).noLeaks()",
        "n/a",
        """
        Cannot certify meets(budget().run(kib(1)).peak(bytes(50)).noLeaks()) of the snapshot: peak(bytes(50)): live bytes at their highest are known by their bounds only, between 10 B and 100 B; make it the first check, or add withPeakLimit(bytes(50)) before it; noLeaks(): no dump""");
  }

  @Test
  void peakAndLeaks_needNoCheckpoints_limitIsInForce() {
    FakeTracker tracker = seeing(withPeak(OrderBookSnapshots.fills(), 0, 0));
    tracker.assertThatAction().meets(budget().peak(kib(1)).noLeaks());
    assertThat(tracker.measurements).containsExactly("following FROM_SETTINGS within [1 KiB]");
  }

  @Test
  void phases_checkpointsMissing_namesThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                seeing(OrderBookSnapshots.fills()).assertThatSnapshot().meets(budget().run(kib(1))))
        .withMessage(
            "a budget of set-up, run or tear-down needs the checkpoints body, where set-up ends, and"
                + " teardown, where tear-down begins; the snapshot has [], and no body and no"
                + " teardown");
    FakeSnapshot inBody =
        OrderBookSnapshots.fills().part("body", new FakeSnapshot()).part("opened", phases());
    seeing(inBody).assertThatSnapshot().meets(budget().setUp(kib(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> seeing(inBody).assertThatSnapshot().meets(budget().setUp(kib(1)).run(kib(1))))
        .withMessageEndingWith("the snapshot has [body, opened], and no teardown");
  }

  @Test
  void badBudgets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> seeing(phases()).assertThatSnapshot().meets(budget()))
        .withMessage("budget must limit something: budget()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> budget().run(kib(1)).run(kib(2)))
        .withMessage("run of a budget must have one limit: 1 KiB, 2 KiB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> budget().leaks(kib(1)).noLeaks())
        .withMessage("leaks of a budget must have one limit: 1 KiB, 0 B");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> budget().leaks(kib(2)).peak(kib(1)))
        .withMessage("leaks of a budget must not be above its peak: 2 KiB, 1 KiB");
    assertThat(budget().run(kib(1)).noLeaks().run(kib(1)))
        .hasToString("budget().run(kib(1)).noLeaks()");
  }

  @Test
  void softlyAndDescribed() {
    SoftMemoryAssertions softly = new SoftMemoryAssertions(seeing(phases()));
    softly.assertThatMemory(phases()).as("a day").meets(budget().setUp(bytes(1)));
    softly.assertThatMemory(phases()).meets(budget().noLeaks());
    assertThat(softly.assertionErrorsCollected())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(
                        "[a day] Expecting the snapshot to meet its budget but it broke its"
                            + " limit:\n"),
            second -> assertThat(second).endsWith("To accept: meets(budget().leaks(bytes(1296)))"));
  }

  @Test
  void uncertifiedSnapshot_saysWhy() {
    assertFails(
        () ->
            seeing(phases().uncertified("class A was lost"))
                .assertThatSnapshot()
                .meets(budget().setUp(bytes(1))),
        "budget().setUp(bytes(1))",
        "n/a",
        """
        Cannot certify meets(budget().setUp(bytes(1))) of the snapshot: class A was lost""");
  }
}
