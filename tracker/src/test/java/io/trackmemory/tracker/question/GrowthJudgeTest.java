package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.GrowthResult.Holder;
import io.trackmemory.tracker.GrowthResult.Shape;
import io.trackmemory.tracker.TypeStatistics;
import io.trackmemory.tracker.holder.ReferenceChain;
import io.trackmemory.tracker.question.HeapCensus.Held;
import io.trackmemory.tracker.question.HeapCensus.Keeper;
import io.trackmemory.tracker.question.HeapCensus.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class GrowthJudgeTest {

  private static GrowthResult judged(int runs, IntFunction<Map<String, Held>> holders) {
    GrowthJudge judge = new GrowthJudge(runs);
    judge.add(0, new HeapCensus(holders.apply(0)));
    for (int run = 1; run <= runs; run++) {
      if (new Rounds(runs).endsWith(run)) {
        judge.add(run, new HeapCensus(holders.apply(run)));
      }
    }
    return judge.judge(OptionalLong.of(1_000_000));
  }

  private static Held held(boolean once, String type, long count, long bytes) {
    return new Held(
        once ? Keeper.JDK : Keeper.USER,
        false,
        size(type, count, bytes),
        Map.of(),
        Map.of(),
        ReferenceChain.NONE);
  }

  private static Map<String, Size> size(String type, long count, long bytes) {
    return count == 0 ? Map.of() : Map.of(type, new Size(count, bytes));
  }

  /* Entries for soft values, some of which are gone. */
  private static Map<String, Held> entries(int soft, int cleared) {
    Map<String, Size> gone = size("E", cleared, 32L * cleared);
    return Map.of(
        "A.CACHE",
        new Held(Keeper.USER, false, gone, size("E", soft, 32L * soft), gone, ReferenceChain.NONE));
  }

  private static Map<String, Held> ofClass(boolean came, long count) {
    return Map.of(
        "A.TABLE",
        new Held(
            Keeper.USER,
            came,
            size("B", count, 24 * count),
            Map.of(),
            Map.of(),
            ReferenceChain.NONE));
  }

  @Test
  void leak_isToldWithItsRate() {
    GrowthResult result = judged(20, run -> Map.of("A.LIST", held(false, "B", run, 24L * run)));
    assertThat(result.shape()).isEqualTo(Shape.GROWING);
    assertThat(result.bytesPerRun()).isEqualTo(24);
    assertThat(result.objectsPerRun()).isEqualTo(1);
    assertThat(result.runsToHeapLimit()).hasValue(1_000_000 / 24);
    Holder holder = result.holders().get(0);
    assertThat(holder.types()).containsExactly(new TypeStatistics("B", 20, 480));
    assertThat(holder.points()).hasSize(11);
    assertThat(holder.points().get(10)).isEqualTo(new GrowthResult.Point(20, 20, 480));
    assertThat(holder.confidence()).isGreaterThan(0.99);
    assertThat(holder.bytesPerRunError()).hasValue(0);
  }

  @Test
  void errorOfTheRate_isByRun() {
    GrowthResult result =
        judged(20, run -> Map.of("A.LIST", held(false, "B", run, 24L * run + run / 2 % 3)));
    Holder holder = result.holders().get(0);
    assertThat(holder.lastHalf()).hasSize(5).last().isEqualTo(holder.points().get(10));
    assertThat(holder.bytesPerRunError().orElseThrow()).isBetween(0.1, 1.0);
  }

  @Test
  void whatAnotherHolderLost_isNoGrowth() {
    GrowthResult result =
        judged(
            20,
            run ->
                Map.of(
                    "A.LIST", held(false, "B", run, 24L * run),
                    "A.QUEUE", held(false, "B", 100 - run, 24L * (100 - run))));
    assertThat(result.shape()).isLessThan(Shape.INCONCLUSIVE);
  }

  @Test
  void whatIsInsideWhatGrows_isPartOfIt() {
    GrowthResult result =
        judged(
            20,
            run ->
                Map.of(
                    "A.LIST", held(false, "B", run, 24L * run),
                    "A.LIST.data", held(false, "byte[]", run, 100L * run),
                    "A.LISTENERS", held(false, "C", 3, 48)));
    assertThat(result.holders()).hasSize(1);
    assertThat(result.holders().get(0).signature()).isEqualTo("A.LIST");
    assertThat(result.bytesPerRun()).isEqualTo(124);
    assertThat(result.holders().get(0).types()).hasSize(2);
  }

  @Test
  void whatTheJdkKeepsOnce_countsOnlyWhereItGrowsSteadily() {
    Map<Boolean, Shape> shapes = new HashMap<>();
    for (boolean once : new boolean[] {true, false}) {
      shapes.put(
          once, judged(20, run -> Map.of("jdk", held(once, "B", run == 20 ? 1 : 0, 24))).shape());
    }
    assertThat(shapes)
        .containsEntry(true, Shape.SATURATING)
        .containsEntry(false, Shape.INCONCLUSIVE);
    assertThat(judged(20, run -> Map.of("jdk", held(true, "B", run, 24L * run))).shape())
        .isEqualTo(Shape.GROWING);
  }

  /* Of a JVM that linked constants while it warmed up. */
  @Test
  void whatTheJdkKeepsOnce_thatRisesNowAndThen_isNoGrowth() {
    long[] seen = {19180, 19201, 19201, 19209, 19209, 19209, 19211, 19213, 19213, 19215, 19223};
    assertThat(judged(10, run -> Map.of("jdk", held(true, "B", seen[run], 0))).shape())
        .isEqualTo(Shape.SATURATING);
    assertThat(judged(10, run -> Map.of("user", held(false, "B", seen[run], 0))).shape())
        .isEqualTo(Shape.GROWING);
  }

  /* Of calls that each used the dates of another country, or another part of a class. */
  @Test
  void whatTheJdkKeepsOnce_thatRisesByAnotherNumberEachTime_isNoGrowth() {
    long[] seen = {500, 730, 810, 870, 1011, 1100, 1160, 1240, 1345, 1410, 1490};
    assertThat(judged(10, run -> Map.of("jdk", held(true, "B", seen[run], 0))).shape())
        .isEqualTo(Shape.SATURATING);
    assertThat(
            judged(
                    20,
                    run -> Map.of("jdk", held(true, "B", 7L * run + (run > 9 ? 30 : 0), 24L * run)))
                .shape())
        .isEqualTo(Shape.GROWING);
  }

  @Test
  void whatTheJvmKeepsForCode_isNeverGrowth() {
    for (Keeper keeper : Keeper.values()) {
      assertThat(
              judged(
                      10,
                      run ->
                          Map.of(
                              "constants",
                              new Held(
                                  keeper,
                                  false,
                                  size("B", run, 24L * run),
                                  Map.of(),
                                  Map.of(),
                                  ReferenceChain.NONE)))
                  .shape())
          .as(keeper.name())
          .isEqualTo(keeper == Keeper.CODE ? Shape.SATURATING : Shape.GROWING);
    }
  }

  @Test
  void softValues_decideNothing_norDoesTheirEnd() {
    assertThat(judged(10, run -> entries(run, 0)).shape()).isEqualTo(Shape.NONE);
    assertThat(judged(10, run -> entries(run < 8 ? run : 0, run < 8 ? 0 : 7)).shape())
        .isEqualTo(Shape.NONE);
  }

  /* Somebody may have cleared them, or the collector. */
  @Test
  void entriesOfClearedReferences_moreThanEverHeldSoftValues_neitherPassNorGrow() {
    assertThat(judged(10, run -> entries(0, run)).shape()).isEqualTo(Shape.INCONCLUSIVE);
    assertThat(judged(20, run -> entries(5, 2 * run)).shape()).isEqualTo(Shape.INCONCLUSIVE);
  }

  @Test
  void growthBesideClearedReferences_isSeen() {
    Map<String, Size> gone = size("E", 3, 96);
    assertThat(
            judged(
                    10,
                    run ->
                        Map.of(
                            "A.CACHE",
                            new Held(
                                Keeper.USER,
                                false,
                                size("E", 3 + run, 32L * (3 + run)),
                                Map.of(),
                                gone,
                                ReferenceChain.NONE)))
                .shape())
        .isEqualTo(Shape.GROWING);
  }

  @Test
  void whatAClassHoldsFromItsInitialiserOn_isNoGrowth_moreIs() {
    for (int late = 2; late <= 10; late++) {
      int first = late;
      assertThat(judged(10, run -> ofClass(run == first, run < first ? 0 : 7)).shape())
          .isEqualTo(Shape.NONE);
      assertThat(judged(10, run -> ofClass(false, run < first ? 0 : 7)).shape())
          .isNotEqualTo(Shape.NONE);
    }
    assertThat(judged(20, run -> ofClass(run == 4, run < 4 ? 0 : run)).shape())
        .isEqualTo(Shape.GROWING);
  }

  @Test
  void nothingHeld_isNone() {
    GrowthResult result = judged(10, run -> Map.of());
    assertThat(result.shape()).isEqualTo(Shape.NONE);
    assertThat(result.runsToHeapLimit()).isEmpty();
  }

  private static Held within(String holder, String type, Map<String, Size> types) {
    return new Held(
        Keeper.USER,
        false,
        types,
        Map.of(),
        Map.of(),
        new HeapCensus.Naming("", holder, type),
        ReferenceChain.NONE);
  }

  @Test
  void heldByThingsThatPileUp_belongsToTheirHolder() {
    GrowthResult result =
        judged(
            10,
            run ->
                Map.of(
                    "Z.MAP",
                    held(false, "Session", 1 + run, 16L + 16L * run),
                    "Session.data",
                    within("Z.MAP", "Session", size("byte[]", run, 100L * run))));
    assertThat(result.holders()).extracting(Holder::signature).containsExactly("Z.MAP");
    assertThat(result.bytesPerRun()).isEqualTo(116);
  }

  @Test
  void heldByOneThing_isItsOwn_whateverElseComesThere() {
    GrowthResult result =
        judged(
            10,
            run ->
                Map.of(
                    "Z.MAP",
                    new Held(
                        Keeper.USER,
                        false,
                        Map.of("Feed", new Size(1, 16), "Other", new Size(1 + run, 16)),
                        Map.of(),
                        Map.of(),
                        ReferenceChain.NONE),
                    "Feed.listeners",
                    within("Z.MAP", "Feed", size("byte[]", run, 100L * run))));
    assertThat(result.holders())
        .extracting(Holder::signature)
        .containsExactlyInAnyOrder("Z.MAP", "Feed.listeners");
  }

  @Test
  void typesThatCameAtFirst_areNotToldBesideThoseThatGoOn() {
    GrowthResult result =
        judged(
            10,
            run -> {
              Map<String, Size> types = new HashMap<>();
              for (int i = 1; i <= run; i++) {
                types.put("class Plan" + i, new Size(1, 112));
              }
              types.put("class First", new Size(Math.min(run, 1), 112));
              return Map.of(
                  "loaded classes",
                  new Held(Keeper.USER, false, types, Map.of(), Map.of(), ReferenceChain.NONE));
            });
    assertThat(result.holders().get(0).types())
        .extracting(TypeStatistics::typeName)
        .containsExactly(
            "class Plan10", "class Plan6", "class Plan7", "class Plan8", "class Plan9");
  }
}
