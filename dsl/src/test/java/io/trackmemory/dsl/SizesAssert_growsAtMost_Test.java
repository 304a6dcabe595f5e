package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.spi.SizeSeries.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SizesAssert_growsAtMost_Test {

  private static final int[] SIZES = {1, 8, 64, 512, 4096};
  private static final String BOOK = OrderBookSnapshots.BOOK;

  private final List<Integer> ran = new ArrayList<>();

  private static FakeSnapshot allocating(long bytes) {
    return new FakeSnapshot()
        .with(
            row(1, "byte[]", bytes, user(BOOK, "copy", 7)),
            row(1, "java.lang.Long", 16, user(BOOK, "count", 9)));
  }

  /** One that sees so many bytes at each size, and 16 more. */
  private static FakeTracker seeing(IntToLongFunction bytes) {
    FakeTracker tracker = new FakeTracker(new FakeSnapshot());
    tracker.inTurn.add(new FakeSnapshot());
    IntStream.of(SIZES)
        .mapToObj(n -> allocating(bytes.applyAsLong(n)))
        .forEach(tracker.inTurn::add);
    return tracker;
  }

  private SizesAssert over(FakeTracker tracker, int... sizes) {
    return SizesAssert.of(sizes, ran::add, Context.throwing(tracker));
  }

  private static GrowthFit fit(IntToLongFunction bytes) {
    return new GrowthFit(
        IntStream.of(SIZES)
            .mapToObj(
                n -> Rung.of(n, Range.exactly(bytes.applyAsLong(n)), List.of(), new FakeSnapshot()))
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void eachOrder_isFoundInItsOwnFigures(Growth order) {
    GrowthFit fit = fit(n -> (long) (1_000 * order.of(n)));
    assertThat(fit.found()).hasValue(order);
    for (Growth other : Growth.values()) {
      assertThat(fit.holds(other)).isEqualTo(other.compareTo(order) >= 0);
      assertThat(fit.isBroken(other)).isEqualTo(other.compareTo(order) < 0);
    }
  }

  @Test
  void cubic_isOfNoOrder() {
    assertThat(fit(n -> (long) n * n * n).found()).isEmpty();
  }

  @Test
  void nothingAtAll_isConstant_somethingAtTheLargestOnly_isNot() {
    assertThat(fit(n -> 0).found()).hasValue(Growth.CONSTANT);
    assertThat(fit(n -> n == 4096 ? 1 : 0).found()).isEmpty();
  }

  @Test
  void rule_atMostOneAndAHalfTimesTheMedian() {
    assertThat(fit(n -> n == 4096 ? 150 : 100).holds(Growth.CONSTANT)).isTrue();
    assertThat(fit(n -> n == 4096 ? 151 : 100).holds(Growth.CONSTANT)).isFalse();
  }

  @Test
  void passes_runsEachSizeOnceAndTheSmallestBefore() {
    FakeTracker tracker = seeing(n -> 8L * n);
    over(tracker, SIZES).growsAtMost(Growth.LINEAR).growsAtMost(Growth.QUADRATIC);
    assertThat(ran).containsExactly(1, 1, 8, 64, 512, 4096);
    assertThat(tracker.measurements).hasSize(6).containsOnly("counting FROM_SETTINGS");
    assertThat(tracker.pending).isEmpty();
  }

  @Test
  void verdict_tellsTheReportEachSize() {
    FakeTracker tracker = seeing(n -> 8L * n);
    over(tracker, SIZES).growsAtMost(Growth.LINEAR);
    assertThat(tracker.verdicts.get(0).sizes())
        .hasValueSatisfying(
            series -> {
              assertThat(series.found()).hasValue("LINEAR");
              assertThat(series.points()).last().isEqualTo(new Point(4096, 32_784, 32_784, 4096));
            });
  }

  @Test
  void fails_tellsOrdersSizesAndLines() {
    assertFails(
        () -> over(seeing(n -> 8L * n), SIZES).as("copies").growsAtMost(Growth.CONSTANT),
        "CONSTANT",
        "LINEAR",
        """
        [copies] Expecting the allocated bytes of the action over 5 sizes from 1 to 4096 to grow at most CONSTANT but found LINEAR:
          n =    1     24 B     24 B / 1
          n =    8     80 B     80 B / 1
          n =   64    528 B    528 B / 1
          n =  512    4 KiB    4 KiB / 1
          n = 4096   32 KiB   32 KiB / 1
          more at n = 4096 than at n = 1:
            0 x byte[]  +32 KiB   OrderBook.copy(OrderBook.java:7)
        To accept: growsAtMost(LINEAR)""");
  }

  @Test
  void fails_aboveAllOrders_noneWouldAccept() {
    assertThatThrownBy(
            () -> over(seeing(n -> (long) n * n * n), SIZES).growsAtMost(Growth.QUADRATIC))
        .hasMessageContaining("to grow at most QUADRATIC but found more than QUADRATIC:")
        .hasMessageEndingWith(
            "\nTo accept: nothing, as there is no higher order; leave the check out");
  }

  private static FakeSnapshot peaking(long atLeast, long atMost) {
    return allocating(0).peak(PeakResult.of(new PeakBracket(atLeast, atMost)));
  }

  @Test
  void ofPeak_openBounds_runsAgainWithLimitsBetween() {
    FakeTracker tracker = new FakeTracker(peaking(200, 200));
    tracker.inTurn.addAll(List.of(new FakeSnapshot(), peaking(100, 200), peaking(190, 200)));
    over(tracker, SIZES).ofPeak().growsAtMost(Growth.CONSTANT);
    assertThat(ran).containsExactly(1, 1, 1, 8, 64, 512, 4096);
    assertThat(tracker.measurements.get(2)).isEqualTo("following FROM_SETTINGS within [166 B]");
  }

  @Test
  void ofPeak_boundsLeaveItOpen_cannotCertify() {
    FakeTracker tracker = new FakeTracker(peaking(100, 200));
    assertFails(
        () -> over(tracker, SIZES).ofPeak().growsAtMost(Growth.CONSTANT),
        "CONSTANT",
        "n/a",
        """
        Cannot certify ofPeak().growsAtMost(CONSTANT) of the action over 5 sizes from 1 to 4096: live bytes at their highest are known by their bounds only, 100 B to 200 B at size 4096, and between them CONSTANT may hold or not; limit the peak of single sizes by hasPeakAtMost(size) instead""");
  }

  @Test
  void ofRetained_isWhatIsLeftAtEachSize() {
    FakeTracker tracker = new FakeTracker(OrderBookSnapshots.leaking());
    over(tracker, SIZES).ofRetained().growsAtMost(Growth.CONSTANT);
    assertThat(tracker.measurements).last().isEqualTo("following FROM_SETTINGS");
    FakeTracker onlyLater = new FakeTracker(OrderBookSnapshots.leaking());
    for (int run = 0; run < 4; run++) {
      onlyLater.inTurn.add(new FakeSnapshot());
    }
    assertThatThrownBy(() -> over(onlyLater, SIZES).ofRetained().growsAtMost(Growth.CONSTANT))
        .hasMessageContaining("Expecting the retained bytes of the action over 5 sizes")
        .hasMessageContaining("n = 4096   1.3 KiB")
        .hasMessageContaining("+45 x java.lang.StringBuilder  +1.1 KiB");
  }

  @Test
  void ofRetained_searchFailed_cannotCertifyAndNamesTheSize() {
    FakeTracker tracker = seeing(n -> 8L * n);
    tracker.inTurn.set(2, new FakeSnapshot().leaks(LeakResult.uncertified("no dump")));
    assertFails(
        () -> over(tracker, SIZES).ofRetained().growsAtMost(Growth.LINEAR),
        "LINEAR",
        "n/a",
        """
        Cannot certify ofRetained().growsAtMost(LINEAR) of the action over 5 sizes from 1 to 4096: at size 8: no dump""");
  }

  @Test
  void tooFewSizes_cannotCertify_runsNothing() {
    assertFails(
        () -> over(seeing(n -> n), 10, 20, 30, 160).growsAtMost(Growth.LINEAR),
        "LINEAR",
        "n/a",
        """
        Cannot certify growsAtMost(LINEAR) of the action over 4 sizes from 10 to 160: orders of growth show in 5 sizes or more of which the largest is at least 16 times the smallest; say sizes such as 10, 20, 40, 80, 160""");
    assertThatThrownBy(() -> over(seeing(n -> n), 10, 20, 30, 40, 159).growsAtMost(Growth.LINEAR))
        .hasMessageStartingWith("Cannot certify growsAtMost(LINEAR)");
    assertThat(ran).isEmpty();
  }

  @Test
  void unavailable_cannotCertify() {
    assertThatThrownBy(
            () -> over(seeing(n -> n).unavailable("no agent"), SIZES).growsAtMost(Growth.LINEAR))
        .hasMessageEndingWith("sizes from 1 to 4096: at size 1: no agent");
  }

  @Test
  void badSizes() {
    for (int[] sizes :
        List.of(
            new int[0], new int[] {64}, new int[] {1, 4, 2}, new int[] {1, 1}, new int[] {0, 1})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> over(seeing(n -> n), sizes))
          .withMessageStartingWith(
              "sizes must be two or more positive numbers, each larger than the one before, such as"
                  + " [64, 256, 1024, 4096, 16384]: [");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> over(seeing(n -> n), -8, 1))
        .withMessageEndingWith(": [-8, 1]");
  }

  @Test
  void exceptionOfTheAction_passesThrough() {
    IOException own = new IOException("own");
    assertThatThrownBy(
            () ->
                SizesAssert.of(
                        SIZES,
                        n -> {
                          throw own;
                        },
                        Context.throwing(seeing(n -> n)))
                    .growsAtMost(Growth.LINEAR))
        .isSameAs(own);
  }

  @Test
  void softly() {
    SoftMemoryAssertions softly = new SoftMemoryAssertions(seeing(n -> 8L * n));
    softly
        .assertThatMemoryOver(SIZES, ran::add)
        .growsAtMost(Growth.CONSTANT)
        .growsAtMost(Growth.LINEAR);
    assertThat(softly.assertionErrorsCollected()).hasSize(1);
  }
}
