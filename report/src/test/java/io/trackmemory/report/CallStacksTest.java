package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trackmemory.tracker.AllocationEvent;
import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.StackSample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What lines made, shared out among stacks, and how large and how much alive it is. */
class CallStacksTest {

  static final StackTraceElement GROW = frame("java.util.ArrayList", "grow", 237);
  static final StackTraceElement FILLS = frame("com.acme.OrderBook", "fills", 58);
  static final StackTraceElement MATCH = frame("com.acme.OrderBook", "match", 42);
  static final StackTraceElement TEST = frame("com.acme.OrderBookTest", "cheap", 21);
  static final StackTraceElement JUNIT = frame("org.junit.Runner", "run", 9);

  static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement(
        type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
  }

  static StackSample sample(
      String type, long samples, double count, double bytes, StackTraceElement... frames) {
    return new StackSample(
        type,
        List.of(frames),
        samples,
        count,
        bytes,
        (long) (bytes / count),
        (long) (bytes / count),
        Duration.ZERO,
        Duration.ZERO,
        Optional.empty());
  }

  static SiteStatistics grown(long count, long bytes) {
    AllocationSite line = Samples.jdk("java.util.ArrayList", "grow", 237);
    return Samples.row("java.lang.Object[]", line, count, bytes);
  }

  static AllocationEvent event(
      String type, long bytes, boolean followed, boolean gone, StackTraceElement... frames) {
    return new AllocationEvent(
        Duration.ZERO,
        "main",
        0,
        type,
        bytes,
        1,
        List.of(frames),
        followed,
        gone ? Optional.of(Duration.ZERO) : Optional.empty());
  }

  private static CallStacks stacks(
      List<SiteStatistics> rows, AllocationHistory history, StackSample... samples) {
    return CallStacks.of(new FakeSnapshot(rows).withSamples(history, samples));
  }

  @Test
  void rows_haveTheSizesOfTheirStacks_butAPartHasNone() {
    FakeSnapshot seen =
        new FakeSnapshot(List.of(grown(2, 112)))
            .withSamples(
                AllocationHistory.NONE, sample("java.lang.Object[]", 2, 2, 112, GROW, FILLS));
    assertThat(CallStacks.of(seen).rows())
        .singleElement()
        .returns(OptionalLong.of(56), CallStacks.Row::smallestBytes)
        .returns(OptionalLong.of(56), CallStacks.Row::largestBytes);
    seen.part = true;
    assertThat(CallStacks.of(seen).rows())
        .singleElement()
        .returns(OptionalLong.empty(), CallStacks.Row::largestBytes);
  }

  @Test
  void rows_sampledStacks_shareOutWhatTheLineMadeWithoutARest() {
    CallStacks stacks =
        stacks(
            List.of(grown(1_000, 56_001)),
            AllocationHistory.NONE,
            sample("java.lang.Object[]", 7, 301.7, 20_000.5, GROW, FILLS, TEST),
            sample("java.lang.Object[]", 5, 202.4, 9_000.5, GROW, MATCH, TEST),
            sample("java.lang.Object[]", 3, 99.3, 7_000.25, GROW, TEST));
    assertThat(stacks.rows()).hasSize(3);
    assertThat(stacks.count()).isEqualTo(1_000);
    assertThat(stacks.bytes()).isEqualTo(56_001);
    assertThat(stacks.rows().get(0).count()).isEqualTo(500); // of 603.4 those are 301.7
    assertThat(stacks.isExact()).isFalse();
    assertThat(stacks.error().orElseThrow()).isCloseTo(0.98 / Math.sqrt(15), within(1e-9));
  }

  @Test
  void rows_eachAllocationWithItsStack_areThoseStacks() {
    CallStacks stacks =
        stacks(
            List.of(grown(10, 800)),
            AllocationHistory.NONE,
            sample("java.lang.Object[]", 7, 7, 392, GROW, FILLS),
            sample("java.lang.Object[]", 3, 3, 408, GROW, MATCH));
    assertThat(stacks.rows()).extracting(CallStacks.Row::count).containsExactly(7L, 3L);
    assertThat(stacks.rows()).extracting(CallStacks.Row::bytes).containsExactly(392L, 408L);
    assertThat(stacks.isExact()).isTrue();
    assertThat(stacks.error()).hasValue(0);
  }

  @Test
  void rows_objectsOfOneType_haveWholeObjectsEach() {
    SiteStatistics row =
        Samples.row("java.lang.Long", Samples.user("com.acme.OrderBook", "fills", 58), 7, 168);
    CallStacks stacks =
        stacks(
            List.of(row),
            AllocationHistory.NONE,
            sample("java.lang.Long", 1, 1.9, 45.6, FILLS, TEST),
            sample("java.lang.Long", 1, 3.1, 74.4, FILLS, JUNIT));
    assertThat(stacks.rows())
        .allSatisfy(each -> assertThat(each.bytes()).isEqualTo(24 * each.count()));
    assertThat(stacks.bytes()).isEqualTo(168);
    assertThat(Sizes.of(stacks).exact()).isTrue();
  }

  @Test
  void rows_withoutAStack_areTheLineAndItsCaller() {
    SiteStatistics called =
        Samples.called(
            "java.lang.Object[]",
            Samples.jdk("java.util.ArrayList", "grow", 237),
            Samples.user("com.acme.OrderBook", "fills", 58),
            4,
            224);
    CallStacks stacks = stacks(List.of(called), AllocationHistory.NONE);
    assertThat(stacks.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.lines()).containsExactly(called.site(), called.caller().orElseThrow());
              assertThat(row.taken()).isZero();
            });
    assertThat(stacks.error()).isEmpty();
  }

  @Test
  void rows_stackAtAnotherLineOfTheSameCall_isFoundByItsMethod() {
    CallStacks stacks =
        stacks(
            List.of(grown(10, 560)),
            AllocationHistory.NONE,
            sample(
                "java.lang.Object[]",
                10,
                10,
                560,
                frame("java.util.ArrayList", "grow", 239),
                FILLS));
    assertThat(stacks.rows()).singleElement().matches(CallStacks.Row::isExact);
  }

  @Test
  void rows_stackOfWhatTheRowsLeaveOut_isLeftOut() {
    CallStacks stacks =
        stacks(
            List.of(grown(10, 560)),
            AllocationHistory.NONE,
            sample("java.lang.Integer", 10, 10, 160, MATCH));
    assertThat(stacks.count()).isEqualTo(10);
    assertThat(stacks.taken()).isZero();
  }

  @Test
  void liveBytes_ofFollowedObjects_areThoseNotSeenToBeCollected() {
    AllocationHistory history =
        new AllocationHistory(
            List.of(
                event("java.lang.Object[]", 100, true, false, GROW, FILLS),
                event("java.lang.Object[]", 300, true, true, GROW, FILLS),
                event("java.lang.Object[]", 50, false, false, GROW, MATCH)),
            0);
    CallStacks stacks =
        stacks(
            List.of(grown(3, 450)),
            history,
            sample("java.lang.Object[]", 2, 2, 400, GROW, FILLS),
            sample("java.lang.Object[]", 1, 1, 50, GROW, MATCH));
    assertThat(stacks.rows())
        .extracting(CallStacks.Row::liveBytes)
        .containsExactly(OptionalLong.of(100), OptionalLong.empty());
    assertThat(stacks.followed()).isTrue();
    assertThat(stacks.followedBytes()).isEqualTo(400);
  }

  @Test
  void liveBytes_whereTheHistoryLostEvents_areNotKnown() {
    AllocationHistory history =
        new AllocationHistory(
            List.of(event("java.lang.Object[]", 100, true, false, GROW, FILLS)), 1);
    CallStacks stacks =
        stacks(
            List.of(grown(2, 200)), history, sample("java.lang.Object[]", 2, 2, 200, GROW, FILLS));
    assertThat(stacks.rows()).singleElement().matches(row -> row.liveBytes().isEmpty());
  }

  @Test
  void sizes_ofArrays_areOfMeansUnlessEachHasTheSameClass() {
    StackSample mixed =
        new StackSample(
            "java.lang.Object[]",
            List.of(GROW, FILLS),
            10,
            10,
            800,
            16,
            400,
            Duration.ZERO,
            Duration.ZERO,
            Optional.empty());
    Sizes estimated = Sizes.of(stacks(List.of(grown(10, 800)), AllocationHistory.NONE, mixed));
    assertThat(estimated.exact()).isFalse();
    assertThat(estimated.classes())
        .filteredOn(of -> of.count() > 0)
        .containsExactly(new Sizes.Of(SizeClass.TO_128, 10, 800));
    assertThat(
            Sizes.of(
                    stacks(
                        List.of(grown(10, 800)),
                        AllocationHistory.NONE,
                        sample("java.lang.Object[]", 10, 10, 800, GROW, FILLS)))
                .exact())
        .isTrue();
  }

  @Test
  void sizeClass_atItsBounds_isTheOneThatHasIt() {
    assertThat(SizeClass.of(16)).isEqualTo(SizeClass.TO_16);
    assertThat(SizeClass.of(17)).isEqualTo(SizeClass.TO_24);
    assertThat(SizeClass.of(1 << 20)).isEqualTo(SizeClass.TO_1_MIB);
    assertThat(SizeClass.of(Long.MAX_VALUE)).isEqualTo(SizeClass.LARGER);
  }
}
