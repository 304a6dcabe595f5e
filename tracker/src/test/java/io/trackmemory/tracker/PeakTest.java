package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeakTest {

  private static final String CASES = "PeakTest.java";

  private static Runnable noLonger = () -> {};

  @BeforeAll
  static void keepFollowing() {
    noLonger = Tracking.DOOR.keepFollowing();
  }

  @AfterAll
  static void followNoLonger() {
    noLonger.run();
  }

  @AfterEach
  void keepNothing() {
    PeakCases.keep(null);
  }

  static Stream<PeakCases.Case> cases() {
    return PeakCases.all().stream();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void limit_atThePeakAndOneByteBelow_heldAndPassed(PeakCases.Case one) {
    assertThat(one.verdicts()).isEqualTo(one.name() + ": held, passed");
  }

  @RepeatedTest(3)
  void limit_severalThreads_decidedOverAllOfThem() {
    ThrowingRunnable code = () -> PeakCases.inThreads(4, 25, 1000);
    long arrays = 4 * 25 * 1016;
    assertThat(PeakCases.verdict(arrays - 1, code)).isEqualTo("passed");
    assertThat(PeakCases.verdict(arrays + 16 * 1024, code)).isEqualTo("held");
  }

  @Test
  void curve_heldLimit_goesFromMeasurementToMeasurement() {
    int limit = 64 * 1024;
    MemorySnapshot seen = PeakCases.seen(limit, () -> PeakCases.garbage(300, 1000));
    List<PeakCurve> curves = seen.peakResult().curves();

    PeakCurve curve = curves.get(0);
    List<PeakCurve.Point> points = curve.points();
    PeakCurve.Point last = points.get(points.size() - 1);
    assertThat(curves).hasSize(1);
    assertThat(curve.limitBytes()).isEqualTo(limit);
    assertThat(curve.known()).isEqualTo(points.size());
    assertThat(points.stream().filter(PeakCurve.Point::measured)).hasSizeGreaterThanOrEqualTo(3);
    assertThat(points).allSatisfy(point -> assertThat(point.atMostBytes()).isBetween(0L, 65_536L));
    assertThat(points).extracting(PeakCurve.Point::elapsedNanos).isSorted();
    assertThat(points).extracting(PeakCurve.Point::allocatedBytes).isSorted();
    assertThat(last.measured()).isFalse();
    assertThat(last.allocatedBytes()).isEqualTo(seen.allocatedBytes());
  }

  @Test
  void curve_passedLimit_knowsBothBoundsThere() {
    PeakCurve curve =
        PeakCases.measured(2000, () -> PeakCases.keep(new Object[] {new byte[1984], new byte[84]}))
            .curves()
            .get(0);

    assertThat(curve.points())
        .filteredOn(point -> point.atLeastBytes().isPresent())
        .singleElement()
        .satisfies(point -> assertThat(point.atLeastBytes()).hasValue(24 + 2000))
        .satisfies(point -> assertThat(point.allocatedBytes()).isEqualTo(24 + 2000))
        .satisfies(point -> assertThat(point.atMostBytes()).isGreaterThanOrEqualTo(24 + 2000));
  }

  @Test
  void curve_ofAPart_isNotKnown() {
    ScopeOptions options =
        ScopeOptions.following().withPeakLimits(List.of(ByteSize.ofBytes(1 << 20)));
    try (MemoryScope scope = Tracking.DOOR.open(options)) {
      PeakCases.garbage(10, 1000);
      scope.checkpoint("middle");
      MemorySnapshot seen = scope.snapshot();

      assertThat(seen.peakResult().curves().get(0).points())
          .extracting(PeakCurve.Point::measured)
          .containsExactly(false, false);
      assertThat(seen.since("middle").peakResult().curves()).isEmpty();
      assertThat(seen.until("middle").peakResult().curves()).isEmpty();
    }
  }

  @Test
  void limit_passed_tellsWhatWasAliveAndWhoPassedIt() {
    PeakResult peak =
        PeakCases.measured(
            2000,
            () -> {
              PeakCases.keep(new Object[] {new byte[984], new byte[884], new Object()});
              PeakCases.keep(new byte[100]);
            });

    PeakMoment moment = peak.moments().get(0);
    assertThat(peak.moments()).hasSize(1);
    assertThat(moment.limitBytes()).isEqualTo(2000);
    assertThat(moment.liveBytes()).isEqualTo(32 + 1000 + 904 + 16 + 120);
    assertThat(moment.typeName()).isEqualTo("byte[]");
    assertThat(moment.bytes()).isEqualTo(120);
    assertThat(moment.line().fileName()).isEqualTo(CASES);
    assertThat(moment.stack().get(0).getFileName()).isEqualTo(CASES);
    assertThat(moment.ownThread()).isTrue();
    assertThat(moment.checkpoint()).isEmpty();
    assertThat(moment.live())
        .extracting(row -> row.count() + " " + row.typeName() + " " + row.bytes())
        .containsExactly(
            "2 byte[] 1904", "1 byte[] 120", "1 java.lang.Object[] 32", "1 java.lang.Object 16");
    assertThat(peak.bracket()).isEqualTo(new PeakBracket(2072, 2072));
  }

  @Test
  void limit_passedInLibraryCode_namesItsLineAndStack() {
    List<Object> list = new ArrayList<>(1);
    PeakCases.keep(list);
    PeakResult peak =
        PeakCases.measured(
            20,
            () -> {
              list.add("");
              list.add("");
            });
    PeakMoment moment = peak.moments().get(0);
    assertThat(moment.line().className()).startsWith("java.util.");
    assertThat(moment.stack()).anyMatch(frame -> CASES.equals(frame.getFileName()));
  }

  @Test
  void limit_passedAndFarExceeded_bracketFollowsTheCode() {
    PeakBracket peak =
        PeakCases.measured(
                1000,
                () -> {
                  PeakCases.keep(new byte[100_000]);
                  for (int i = 0; i < 100; i++) {
                    PeakCases.keep(new byte[10_000]);
                  }
                })
            .bracket();
    assertThat(peak.atLeast()).isEqualTo(100_016);
    assertThat(peak.atMost()).isBetween(110_032L, 130_000L);
  }

  @Test
  void limit_partsOfAScope_tellWhatTheyKnow() {
    MemorySnapshot seen = inScope();
    assertThat(seen.peakResult().moments())
        .singleElement()
        .satisfies(moment -> assertThat(moment.checkpoint()).contains("first"));
    assertThat(seen.until("first").peakResult().moments()).isEmpty();
    assertThat(seen.until("first").peak()).isEqualTo(new PeakBracket(1016, 1016));
    assertThat(seen.since("first").peakResult().moments()).isEmpty();
    assertThat(seen.since("first").peak()).isEqualTo(new PeakBracket(2016, 2016));
    assertThat(seen.peak()).isEqualTo(new PeakBracket(3032, 3032));
  }

  private static MemorySnapshot inScope() {
    Object[] held = new Object[2];
    try (MemoryScope scope =
        Tracking.DOOR.open(
            ScopeOptions.following().withPeakLimits(List.of(ByteSize.ofBytes(2000))))) {
      held[0] = new byte[1000];
      scope.checkpoint("first");
      held[1] = new byte[2000];
      MemorySnapshot seen = scope.snapshot();
      PeakCases.keep(held);
      return seen;
    }
  }

  @Test
  void limit_innerScopes_countInIt() {
    Object[] held = new Object[2];
    ThrowingRunnable code =
        () -> {
          try (MemoryScope inner = MemoryTracker.open()) {
            held[0] = new byte[1000];
            inner.checkpoint("inner");
          }
          held[1] = new byte[1000];
        };
    assertThat(PeakCases.verdict(2032, code)).isEqualTo("held");
    held[0] = null;
    held[1] = null;
    assertThat(PeakCases.verdict(2031, code)).isEqualTo("passed");
  }

  @Test
  void limits_severalAndNested_eachDecided() {
    Object[] held = new Object[1];
    PeakResult[] inner = new PeakResult[1];
    PeakResult outer =
        Tracking.DOOR
            .measure(
                ScopeOptions.following()
                    .withPeakLimits(List.of(ByteSize.ofBytes(500), ByteSize.ofBytes(1500))),
                () -> {
                  inner[0] = PeakCases.measured(800, () -> held[0] = new byte[700]);
                  held[0] = new byte[600];
                })
            .peakResult();
    assertThat(inner[0].bracket()).isEqualTo(new PeakBracket(716 + 4, 716 + 4));
    assertThat(outer.moments()).extracting(PeakMoment::limitBytes).containsExactly(500L);
    assertThat(outer.bracket().atMost()).isLessThanOrEqualTo(1500);
  }

  @Test
  void limit_moreAliveThanFollowed_undecidedUnlessNeverPassed() {
    Settings settings = Settings.current().with(Settings.LIVE_MAX, "50");
    ThrowingRunnable code =
        () -> {
          Object[] all = new Object[1000];
          PeakCases.keep(all);
          for (int i = 0; i < all.length; i++) {
            all[i] = new Object();
          }
          for (int i = 0; i < 1000; i++) {
            PeakCases.keep(new Object[] {all});
          }
        };
    assertThat(within(settings, 25_000, code).uncertified())
        .contains(
            "more objects were alive at once than trackmemory.live.max lets follow one by one;"
                + " raise that setting");
    assertThat(within(settings, 1_000_000, code).uncertified()).isEmpty();
    assertThat(within(settings, 1_000, code).moments()).hasSize(1);
  }

  private static PeakResult within(Settings settings, long limit, ThrowingRunnable code) {
    return Tracking.DOOR
        .measure(
            ScopeOptions.following()
                .with(settings)
                .withPeakLimits(List.of(ByteSize.ofBytes(limit))),
            code)
        .peakResult();
  }

  @Test
  void limit_allThreads_undecided() {
    PeakResult peak =
        Tracking.DOOR
            .measure(
                ScopeOptions.followingAllThreads().withPeakLimits(List.of(ByteSize.ofBytes(100))),
                () -> PeakCases.keep(new byte[500]))
            .peakResult();
    assertThat(peak.uncertified().orElseThrow()).startsWith("limits on live bytes are not decided");
  }

  @Test
  void noLimit_bracketOfTheLargestObjectAndAll() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              PeakCases.keep(new byte[100]);
              PeakCases.keep(new byte[1000]);
            });
    assertThat(seen.peak()).isEqualTo(new PeakBracket(1016, 1136));
    assertThat(seen.peakResult().atLeastOf())
        .singleElement()
        .satisfies(row -> assertThat(row.bytes()).isEqualTo(1016));
  }

  @Test
  void noLimit_leaksSearched_whatIsLeftBoundsIt() {
    List<Object> list = new ArrayList<>(4);
    PeakCases.keep(list);
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              list.add(new byte[1000]);
              list.add(new byte[1000]);
              list.set(1, new byte[1000]);
            });
    assertThat(seen.peak()).isEqualTo(new PeakBracket(1016, 3048));
    assertThat(seen.leaks()).isNotEmpty();
    assertThat(seen.peak()).isEqualTo(new PeakBracket(2032, 3048));
  }

  @Test
  void limit_constructorsThatThrow_leaveNothingAlive() {
    ThrowingRunnable code =
        () -> {
          for (int i = 0; i < 3000; i++) {
            PeakCases.failed();
          }
          PeakCases.keep(null);
          PeakCases.keep(new byte[50_000]);
        };
    assertThat(PeakCases.verdict(50_016, code)).isEqualTo("held");
    assertThat(PeakCases.verdict(50_015, code)).isEqualTo("passed");
  }

  @Test
  void limit_firstUse_doesNotCount() {
    ThrowingRunnable code =
        () -> PeakCases.keep(String.format("%tY", java.time.LocalDate.EPOCH.atStartOfDay()));
    assertThat(PeakCases.verdict(8 * 1024, code)).isEqualTo("held");
  }
}
