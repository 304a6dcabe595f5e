package io.trackmemory.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.MemoryTracker;
import io.trackmemory.tracker.PeakMoment;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThrowingRunnable;
import io.trackmemory.tracker.spi.ScopeOptions;
import io.trackmemory.tracker.spi.Settings;
import io.trackmemory.tracker.spi.Tracking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A caller is told of the objects of which it is known, and of no other. */
class CallersTest {

  private static final Map<Object, Object> HELD = new HashMap<>();
  private static final String NODE = "java.util.HashMap$Node";

  private static void seldom(Map<Object, Object> map, int times) {
    for (int i = 0; i < times; i++) {
      map.put(-1 - i, "");
    }
  }

  private static void often(Map<Object, Object> map, int times) {
    for (int i = 0; i < times; i++) {
      map.put(i, "");
    }
  }

  private static List<SiteStatistics> rows(MemorySnapshot snapshot, String type) {
    return snapshot.sites().stream().filter(row -> row.typeName().equals(type)).toList();
  }

  private static long count(List<SiteStatistics> rows, String caller) {
    return rows.stream()
        .filter(row -> row.caller().map(AllocationSite::methodName).orElse("").equals(caller))
        .mapToLong(SiteStatistics::count)
        .sum();
  }

  private static MemorySnapshot precise(boolean follow, ThrowingRunnable action) {
    Settings settings = Settings.ofSystemProperties().with(Settings.PRESET, "precise");
    return Tracking.DOOR.measure(
        (follow ? ScopeOptions.following() : ScopeOptions.counting()).with(settings), action);
  }

  @Test
  void few_eachHasItsCaller() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Map<Object, Object> map = new HashMap<>();
              seldom(map, 3);
              often(map, 5);
            });
    List<SiteStatistics> nodes = rows(seen, NODE);
    assertThat(nodes).hasSize(2).allMatch(row -> row.callerCount() == 1);
    assertThat(count(nodes, "seldom")).isEqualTo(3);
    assertThat(count(nodes, "often")).isEqualTo(5);
  }

  @Test
  void many_onlyThoseWithAStackHaveACaller_andNoneIsLost() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Map<Object, Object> map = new HashMap<>(4_000);
              often(map, 10);
              seldom(map, 2_000);
            });
    List<SiteStatistics> nodes = rows(seen, NODE);
    assertThat(count(nodes, "often")).isEqualTo(10);
    assertThat(count(nodes, "seldom")).isBetween(0L, 500L);
    assertThat(nodes.stream().mapToLong(SiteStatistics::count).sum()).isEqualTo(2_010);
    assertThat(nodes.stream().mapToLong(SiteStatistics::bytes).sum()).isEqualTo(2_010 * 32L);
    assertThat(nodes).allMatch(row -> row.bytes() == row.count() * 32);
    assertThat(nodes)
        .filteredOn(row -> row.caller().isEmpty())
        .singleElement()
        .satisfies(row -> assertThat(row.callerCount()).isZero());
  }

  @Test
  void manyArrays_bytesOfEachCallerAreItsOwn() {
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              for (int i = 0; i < 10; i++) {
                new StringBuilder(1_000).append(i);
              }
              for (int i = 0; i < 3_000; i++) {
                new StringBuilder(8).append(i);
              }
            });
    List<SiteStatistics> arrays =
        rows(seen, "byte[]").stream()
            .filter(row -> row.site().className().equals("java.lang.AbstractStringBuilder"))
            .toList();
    assertThat(arrays.stream().mapToLong(SiteStatistics::count).sum()).isEqualTo(3_010);
    assertThat(arrays.stream().mapToLong(SiteStatistics::bytes).sum())
        .isEqualTo(10 * 1_016L + 3_000 * 24L);
    assertThat(arrays)
        .filteredOn(row -> row.caller().isPresent())
        .filteredOn(row -> row.bytes() > row.count() * 24)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.count()).isEqualTo(10);
              assertThat(row.bytes()).isEqualTo(10 * 1_016);
            });
  }

  @Test
  void part_hasACallerOnlyWhereAllHaveTheSame() {
    try (MemoryScope scope = MemoryTracker.open()) {
      Map<Object, Object> map = new HashMap<>();
      seldom(map, 3);
      scope.checkpoint("then");
      often(map, 4);
      MemorySnapshot seen = scope.snapshot();
      assertThat(count(rows(seen, NODE), "often")).isEqualTo(4);
      assertThat(rows(seen.since("then"), NODE))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.caller()).isEmpty();
                assertThat(row.count()).isEqualTo(4);
              });
      assertThat(rows(seen.since("then"), "java.lang.Integer")).isEmpty();
    }
    try (MemoryScope scope = MemoryTracker.open()) {
      Map<Object, Object> map = new HashMap<>();
      scope.checkpoint("then");
      often(map, 4);
      scope.checkpoint("later");
      assertThat(count(rows(scope.snapshot().since("then"), NODE), "often")).isEqualTo(4);
    }
  }

  @Test
  void leak_hasTheCallerOfItsOwnObjects_howeverManyOthersThereWere() {
    HELD.clear();
    MemorySnapshot seen =
        precise(
            true,
            () -> {
              Map<Object, Object> dropped = new HashMap<>();
              often(dropped, 60);
              seldom(HELD, 2);
            });
    assertThat(leakedNodes(seen)).isNotEmpty();
    assertThat(count(leakedNodes(seen), "seldom")).isEqualTo(2);
    assertThat(count(leakedNodes(seen), "often")).isZero();
    HELD.clear();
  }

  @Test
  void leak_ofWhichNoStackWasTaken_hasNoCaller() {
    HELD.clear();
    MemorySnapshot seen =
        MemoryTracker.measure(
            () -> {
              Map<Object, Object> dropped = new HashMap<>(200);
              often(dropped, 100);
              seldom(HELD, 6);
            });
    List<SiteStatistics> nodes = leakedNodes(seen);
    assertThat(nodes.stream().mapToLong(SiteStatistics::count).sum()).isEqualTo(6);
    assertThat(count(nodes, "often")).isZero();
    HELD.clear();
  }

  private static List<SiteStatistics> leakedNodes(MemorySnapshot seen) {
    List<SiteStatistics> nodes = new ArrayList<>();
    seen.leaks().forEach(leak -> nodes.addAll(leak.objects()));
    nodes.removeIf(row -> !row.typeName().equals(NODE));
    return nodes;
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void peak_hasNoCallerOfWhatOthersMadeToo() {
    Settings settings = Settings.ofSystemProperties();
    MemorySnapshot seen =
        Tracking.DOOR.measure(
            ScopeOptions.following()
                .with(settings)
                .withPeakLimits(List.of(ByteSize.ofBytes(2_000))),
            () -> {
              Map<Object, Object> map = new HashMap<>(1_000);
              seldom(map, 3);
              often(map, 100);
              HELD.put(map, map);
            });
    HELD.clear();
    PeakMoment moment = seen.peakResult().moments().get(0);
    assertThat(moment.live())
        .filteredOn(row -> row.typeName().equals(NODE))
        .allMatch(row -> row.caller().isEmpty());
    assertThat(moment.live())
        .noneMatch(row -> row.site().origin() == Origin.USER && row.caller().isPresent());
  }

  @Test
  void firstUse_hasNoCaller() {
    MemorySnapshot seen = MemoryTracker.measure(() -> HELD.put("day", String.format("%tF", 0L)));
    HELD.clear();
    assertThat(seen.firstUseSites()).allMatch(row -> row.caller().isEmpty());
  }
}
