package io.trackmemory.tracker;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trackmemory.tracker.spi.PendingAsserts;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Call stacks taken at allocations. */
class StackSamplesTest {

  static Object sink = "";

  private static void small() {
    sink = new int[3];
  }

  private static void often(int times) {
    for (int i = 0; i < times; i++) {
      small();
    }
  }

  private static void seldom() {
    small();
  }

  private static void sized(int bytes) {
    sink = new byte[bytes];
  }

  private static List<StackSample> through(MemorySnapshot snapshot, String method) {
    Predicate<StackTraceElement> inMethod = frame -> frame.getMethodName().equals(method);
    return snapshot.samples().stream()
        .filter(sample -> sample.frames().stream().anyMatch(inMethod))
        .toList();
  }

  private static MemorySnapshot measureOften() {
    return MemoryTracker.measure(
        () -> {
          for (int i = 0; i < 4; i++) {
            seldom();
          }
          often(200_000);
        });
  }

  @Test
  void first_ofALine_areExact() {
    List<StackSample> seldom = through(measureOften(), "seldom");

    assertThat(seldom).hasSize(1);
    assertThat(seldom.get(0).samples()).isEqualTo(4);
    assertThat(seldom.get(0).isExact()).isTrue();
    assertThat(seldom.get(0).estimatedBytes()).isEqualTo(4 * 32);
    assertThat(seldom.get(0).typeName()).isEqualTo("int[]");
  }

  @Test
  void later_areEstimated_fromFewStacks() {
    MemorySnapshot snapshot = measureOften();
    StackSample often = through(snapshot, "often").get(0);

    assertThat(snapshot.allocationCount()).isEqualTo(200_004);
    assertThat(through(snapshot, "often")).hasSize(1);
    assertThat(often.samples()).isBetween(50L, 2_000L);
    assertThat(often.isExact()).isFalse();
    assertThat(often.estimatedCount()).isCloseTo(200_000, within(60_000.0));
    assertThat(often.meanBytes()).isEqualTo(32);
    assertThat(often.smallestBytes()).isEqualTo(32);
    assertThat(often.largestBytes()).isEqualTo(32);
    assertThat(often.first()).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(often.last());
    assertThat(often.cpuTime()).hasValueSatisfying(time -> assertThat(time).isPositive());
  }

  @Test
  void sameCode_sameStacks() {
    assertThat(through(measureOften(), "often").get(0).estimatedCount())
        .isEqualTo(through(measureOften(), "often").get(0).estimatedCount());
  }

  @Test
  void sizes_ofOneStack() {
    MemorySnapshot snapshot =
        MemoryTracker.measure(
            () -> {
              for (int bytes : new int[] {100, 1_000_000, 10}) {
                sized(bytes);
              }
            });
    StackSample sized = through(snapshot, "sized").get(0);

    assertThat(sized.samples()).isEqualTo(3);
    assertThat(sized.smallestBytes()).isEqualTo(32);
    assertThat(sized.largestBytes()).isEqualTo(1_000_016);
    assertThat(sized.estimatedBytes()).isEqualTo(32 + 120 + 1_000_016);
  }

  @Test
  void large_areSampledAlways_untilThereAreVeryMany() {
    MemorySnapshot snapshot =
        MemoryTracker.measure(
            () -> {
              for (int i = 0; i < 50; i++) {
                sized(i % 2 == 0 ? 70_000 : 10);
              }
            });
    double bytes = through(snapshot, "sized").stream().mapToDouble(s -> s.estimatedBytes()).sum();

    assertThat(through(snapshot, "sized").stream().mapToLong(StackSample::largestBytes))
        .containsOnly(70_016L);
    assertThat(bytes).isCloseTo(25 * 70_016, within(5_000.0));
  }

  @Test
  void innerScope_samplesAreTheOuterOnesToo() {
    MemorySnapshot outer =
        MemoryTracker.measure(
            () -> {
              seldom();
              MemoryTracker.measure(StackSamplesTest::seldom);
              seldom();
            });
    assertThat(through(outer, "seldom").stream().mapToLong(StackSample::samples).sum())
        .isEqualTo(3);
  }

  @Test
  void recursion_eachDepthIsAStack() {
    MemorySnapshot snapshot = MemoryTracker.measure(() -> recurse(5));

    assertThat(through(snapshot, "recurse")).hasSize(6);
    assertThat(through(snapshot, "recurse").stream().mapToInt(s -> s.frames().size()).distinct())
        .hasSize(6);
  }

  private static void recurse(int depth) {
    small();
    if (depth > 0) {
      recurse(depth - 1);
    }
  }

  @Test
  void frames_areTheCodesOwn() {
    StackSample sample = through(MemoryTracker.measure(StackSamplesTest::seldom), "seldom").get(0);

    assertThat(Arrays.asList("small", "seldom"))
        .isEqualTo(
            sample.frames().stream().limit(2).map(StackTraceElement::getMethodName).toList());
  }

  @Test
  void precise_everyAllocationHasItsStack() {
    Settings settings = Settings.ofSystemProperties().with(Settings.PRESET, "precise");
    MemorySnapshot snapshot =
        Tracking.DOOR.measure(
            ScopeOptions.counting().with(settings),
            () -> {
              often(25_000);
              seldom();
            });

    assertThat(snapshot.samples()).hasSize(2).allMatch(StackSample::isExact);
    assertThat(through(snapshot, "often").get(0).samples()).isEqualTo(25_000);
    assertThat(snapshot.omissions().unstackedCount()).isZero();
  }

  @Test
  void rates_areSettings() {
    Settings settings =
        Settings.ofSystemProperties()
            .with(Settings.FREQUENCY_THRESHOLD, "1")
            .with(Settings.SMALL_RATE, "1")
            .with(Settings.MEDIUM_THRESHOLD, "1 GiB");
    MemorySnapshot snapshot =
        Tracking.DOOR.measure(
            ScopeOptions.counting().with(settings),
            () -> {
              for (int i = 0; i < 8; i++) {
                sized(10_000);
              }
            });
    assertThat(through(snapshot, "sized").get(0).samples()).isEqualTo(8);
    assertThatThrownBy(() -> settings.with(Settings.SMALL_RATE, "0"))
        .hasMessage("trackmemory.sampling.small-rate must be a number above 0, at most 1: \"0\"");
    assertThatThrownBy(() -> settings.with(Settings.LARGE_RATE, "NaN"))
        .hasMessage("trackmemory.sampling.large-rate must be a number above 0, at most 1: \"NaN\"");
    assertThatThrownBy(() -> settings.with(Settings.FREQUENCY_THRESHOLD, "0"))
        .hasMessage(
            "trackmemory.sampling.frequency-threshold must be a whole number of 1 or more: \"0\"");
  }

  @Test
  void fewStacks_areThoseOfTheFirstLines_andEstimatesStayUnbiased() {
    Settings settings = Settings.ofSystemProperties().with(Settings.MEDIUM_THRESHOLD, "1 GiB");
    MemorySnapshot snapshot =
        Tracking.DOOR.measure(
            new ScopeOptions(false, false, true, settings, Optional::empty, PendingAsserts.NONE),
            () -> {
              for (int i = 0; i < 10; i++) {
                manyLines();
              }
              often(100_000);
            });
    StackSample often = through(snapshot, "often").get(0);
    assertThat(snapshot.allocationCount()).isEqualTo(100_080);
    assertThat(snapshot.samples().stream().mapToLong(StackSample::samples).sum() - often.samples())
        .isBetween(16L, 22L);
    assertThat(often.isExact()).isFalse();
    assertThat(often.samples()).isBetween(20L, 1_000L);
    assertThat(often.estimatedCount()).isBetween(70_000.0, 130_000.0);
  }

  private static Object manyLines() {
    Object made = new Object[1];
    made = new Object[] {made};
    made = new Object[] {made};
    made = new Object[] {made};
    made = new Object[] {made};
    made = new Object[] {made};
    made = new Object[] {made};
    return new Object[] {made};
  }

  private static AllocationHistory history(int max, ThrowingRunnable action) {
    Settings settings =
        Settings.ofSystemProperties()
            .with(Settings.PRESET, "precise")
            .with(Settings.HISTORY_MAX, String.valueOf(max));
    return Tracking.DOOR.measure(ScopeOptions.counting().with(settings), action).history();
  }

  @Test
  void history_isInTime_oldestGoFirst() {
    AllocationHistory whole = history(1_000, () -> often(100));
    AllocationHistory latest =
        history(
            70,
            () -> {
              sized(1);
              often(99);
            });

    assertThat(whole.lost()).isZero();
    assertThat(whole.events()).hasSize(100).isSortedAccordingTo(comparing(AllocationEvent::at));
    assertThat(whole.events()).extracting(AllocationEvent::bytes).containsOnly(32L);
    assertThat(whole.events()).extracting(AllocationEvent::weight).containsOnly(1.0);
    assertThat(latest.lost()).isEqualTo(30);
    assertThat(latest.events())
        .hasSize(70)
        .extracting(AllocationEvent::typeName)
        .containsOnly("int[]");
    assertThat(latest.events().get(0).frames().get(0).getMethodName()).isEqualTo("small");
  }

  @Test
  void history_ofThreadsAndInnerScopes_isTheScopes() {
    AllocationHistory history =
        history(
            250,
            () -> {
              Thread helper = new Thread(() -> often(100), "helper");
              helper.start();
              helper.join();
              MemoryTracker.measure(() -> often(5));
              often(100);
            });
    assertThat(history.lost()).isZero();
    assertThat(history.events())
        .filteredOn(event -> event.typeName().equals("int[]"))
        .hasSize(205)
        .filteredOn(event -> event.threadName().equals("helper"))
        .hasSize(100);
  }

  private static final List<Object> HELD = new ArrayList<>();

  private static MemorySnapshot followed(String liveMax, ThrowingRunnable action) {
    Settings settings =
        Settings.ofSystemProperties()
            .with(Settings.PRESET, "precise")
            .with(Settings.LIVE_MAX, liveMax);
    return Tracking.DOOR.measure(ScopeOptions.following().with(settings), action);
  }

  @Test
  void history_ofFollowedObjects_tellsWhichAreGone() {
    MemorySnapshot seen =
        followed(
            "1000",
            () -> {
              for (int i = 0; i < 50; i++) {
                int[] each = new int[4];
                if (i % 5 == 0) {
                  HELD.add(each);
                }
              }
            });
    assertThat(seen.leaks()).hasSize(1); // a collection has run
    List<AllocationEvent> arrays =
        seen.history().events().stream().filter(event -> event.typeName().equals("int[]")).toList();

    assertThat(arrays).hasSize(50).allMatch(AllocationEvent::followed);
    assertThat(arrays).extracting(AllocationEvent::number).doesNotHaveDuplicates();
    for (int i = 0; i < 50; i++) {
      assertThat(arrays.get(i).collectedBy().isEmpty()).as("array %d", i).isEqualTo(i % 5 == 0);
    }
    HELD.clear();
  }

  @Test
  void history_ofManyDead_tellsWhenTheyWereSeenGone() {
    MemorySnapshot seen =
        followed(
            "10",
            () -> {
              for (int i = 0; i < 500; i++) {
                Made.sink = new int[4];
              }
              Made.sink = null;
            });
    List<AllocationEvent> arrays =
        seen.history().events().stream().filter(event -> event.typeName().equals("int[]")).toList();

    assertThat(arrays).hasSize(500).allMatch(AllocationEvent::followed);
    assertThat(arrays.subList(0, 400))
        .allSatisfy(
            event -> assertThat(event.collectedBy().orElseThrow()).isGreaterThan(event.at()));
  }

  private static Object chain(int depth) {
    return new Object[] {depth == 0 ? null : chain(depth - 1)};
  }

  private record Link(Object next) {
    Link(int depth) {
      this(depth == 0 ? "" : new Link(depth - 1));
    }
  }

  @Test
  void history_ofObjectsMadeWhileOthersAre_neverMistakesOneForAnother() {
    MemorySnapshot seen =
        followed(
            "1000",
            () -> {
              HELD.add(new Link(3));
              HELD.add(chain(3));
            });
    assertThat(seen.leaks()).isNotEmpty();

    assertThat(seen.history().events())
        .filteredOn(event -> event.typeName().equals(Link.class.getName()))
        .hasSize(4)
        .allMatch(event -> event.collectedBy().isEmpty());
    HELD.clear();
  }

  @Test
  void history_ofObjectsOnlyCounted_knowsNoFate() {
    assertThat(history(100, () -> often(10)).events())
        .noneMatch(AllocationEvent::followed)
        .allMatch(event -> event.collectedBy().isEmpty());
  }

  @Test
  void history_none_countsAll() {
    AllocationHistory none = history(0, () -> often(10));
    assertThat(none.events()).isEmpty();
    assertThat(none.lost()).isEqualTo(10);
  }

  @Test
  void lines_ofAStack_sayWhoseCodeItIsAndLeaveOutTheTracker() {
    MemorySnapshot snapshot = MemoryTracker.measure(() -> sink = new ArrayList<>(List.of(1)));
    List<AllocationSite> lines =
        snapshot.samples().stream()
            .filter(sample -> sample.typeName().equals("java.lang.Object[]"))
            .findFirst()
            .map(sample -> snapshot.lines(sample.frames()))
            .orElseThrow();
    assertThat(lines)
        .isNotEmpty()
        .noneMatch(line -> line.className().startsWith("io.trackmemory.tracker."));
    assertThat(lines.get(0).origin()).isEqualTo(AllocationSite.Origin.JDK);
  }

  @Test
  void isPart_ofWhatFollowsACheckpoint_holds() {
    try (MemoryScope scope = MemoryTracker.open()) {
      scope.checkpoint("begun");
      seldom();
      MemorySnapshot whole = scope.snapshot();
      assertThat(whole.isPart()).isFalse();
      assertThat(whole.since("begun").isPart()).isTrue();
      assertThat(whole.until("begun").isPart()).isTrue();
    }
  }
}
