package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.acceptance.code.Registry.Session;
import io.trackmemory.tracker.question.SearchProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a structure keeps alive, leaks, peaks and growth are told alike whatever collects, and not
 * at all where nothing does: one JVM a collector.
 */
class CollectorsTest {

  /* Of growth: what grows; beside what does not; and what may take all memory. */
  private static final int ALL_CHECKS = 3;

  private static final String SOFTLY_HELD = "apart 1 only softly reachable";

  private static final String NO_COLLECTION = "no full garbage collection could be forced";

  private static final String IMPOSSIBLE =
      "Cannot certify hasNoGrowth() of the action in 10 runs: "
          + NO_COLLECTION
          + "; use a collector that does one on System.gc(), and leave out"
          + " -XX:+UseEpsilonGC, with ZGC -XX:+DisableExplicitGC";

  private static final String TOO_SMALL =
      "Cannot certify hasNoGrowth() of the action in 10 runs: this JVM has too little memory to"
          + " read a dump of its heap; give it more with -Xmx";

  /* Other tests run with G1 mostly. */
  @Tag("slow")
  @Tag("jdk")
  @Test
  void verdicts_withZgc_areTheSame() throws Exception {
    assertSame("-XX:+UseZGC -Xmx192m", 1, 336); // 64 MiB leave it too little to read a dump
  }

  /* All of them; then other layouts, and no collection on request. */
  @Tag("slow")
  @Tag("sweep")
  @Tag("jdk")
  @ParameterizedTest
  @CsvSource({
    "-XX:+UseG1GC -Xmx64m, 264",
    "-XX:+UseSerialGC -Xmx64m, 264",
    "-XX:+UseParallelGC -Xmx64m, 264",
    "-XX:+UseZGC -Xmx192m, 336",
    "-XX:+UseShenandoahGC -Xmx128m, 264",
    "-XX:-UseCompressedOops -Xmx128m, 336",
    "-XX:ObjectAlignmentInBytes=16 -Xmx64m, 272",
    "-XX:+DisableExplicitGC -Xmx64m, 264"
  })
  void verdicts_withEachCollectorAndLayout_areTheSame(String options, int bytes) throws Exception {
    assertSame(options, ALL_CHECKS, bytes);
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void verdicts_whereNothingCollects_areNotCertified() throws Exception {
    List<String> lines =
        lines(
            "-Xlog:disable -XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC -Xmx2g",
            String.valueOf(ALL_CHECKS));
    assertThat(lines.subList(0, 3))
        .allMatch(line -> line.contains(": Cannot certify "))
        .allMatch(line -> line.contains(NO_COLLECTION));
    assertThat(lines.get(3)).isEqualTo("no collection");
    assertThat(peaks(lines))
        .contains(
            "case one array: held, passed", // one object is larger than the limit
            "case many objects: held, undecided",
            "case garbage between: undecided, undecided",
            "case only softly held: undecided, undecided")
        .hasSize(13);
    assertImpossible(growth(lines));
  }

  /* A class histogram collects with ZGC too, but not yet in 17. */
  @Tag("slow")
  @Tag("jdk")
  @Test
  void growth_whereZgcIgnoresRequests_isToldAlikeOrNotCertified() throws Exception {
    List<String[]> verdicts =
        growth(
            lines(
                "-XX:+UseZGC -XX:+DisableExplicitGC -Xmx256m",
                "growth only",
                String.valueOf(ALL_CHECKS)));
    if (Runtime.version().feature() == 17) {
      assertImpossible(verdicts);
    } else {
      assertGrowth(verdicts, ALL_CHECKS);
    }
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void growth_whereMemoryIsTooSmallToLook_isRightOrNotCertified() throws Exception {
    // Most of the time goes into collections, so one check only.
    assertThat(growth(lines("-XX:+UseZGC -Xmx64m", "growth only", "1")))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each[2]).as(each[0]).isIn(each[1], TOO_SMALL));
  }

  /* The agent cannot come in where structures are looked into. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+DisableExplicitGC"})
  void structures_whereNoAgentCanAttach_areTheSame(String option) throws Exception {
    List<String> options = List.of("-Xmx256m", "-XX:+DisableAttachMechanism", option);
    assertStructures(Forked.run(options, StructuresMain.class), 264);
  }

  private static List<String> lines(String options, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    all.add("-XX:+EnableDynamicAgentLoading");
    all.addAll(SearchProgram.opens());
    return Forked.run(all, CollectorsMain.class, arguments).stream()
        .filter(line -> !line.contains("[warning]"))
        .toList();
  }

  private static void assertSame(String options, int checks, int bytes) throws Exception {
    List<String> lines = lines(options, String.valueOf(checks));
    assertStructures(lines.subList(0, 5), bytes);
    assertLeaks(lines.stream().filter(CollectorsTest::isOfLeaks).toList());
    if (!options.contains("Shenandoah")) { // clears soft references in so small a heap
      assertThat(lines).contains(SOFTLY_HELD);
    }
    assertThat(peaks(lines)).hasSize(13).allMatch(line -> line.endsWith(": held, passed"));
    assertGrowth(growth(lines), checks);
  }

  private static boolean isOfLeaks(String line) {
    return line.startsWith("leak ") || (line.startsWith("apart ") && !line.equals(SOFTLY_HELD));
  }

  private static List<String> peaks(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("case ")).toList();
  }

  private static List<String[]> growth(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("|"))
        .map(line -> line.split("[|]", 3))
        .toList();
  }

  private static void assertStructures(List<String> lines, int bytes) {
    String registry = Registry.class.getName();
    assertThat(lines)
        .containsExactly(
            "retained: Expecting java.util.ArrayList to keep alive at most 10 B but it keeps "
                + bytes
                + " B in 12 objects:",
            "retained: 10 x java.lang.Integer      160 B",
            "free: passed",
            "held: Expecting the object to be collected but "
                + Session.class.getName()
                + (bytes == 336 ? " (24 B)" : " (16 B)")
                + " is still reachable:",
            "held: held by "
                + registry
                + ".SESSIONS (retains "
                + (bytes == 264 ? 136 : 144)
                + " B):");
  }

  private static void assertLeaks(List<String> lines) {
    String program = SearchProgram.class.getName();
    assertThat(lines)
        .containsExactly(
            "leak 1 ThreadLocal " + program + ".CONTEXT",
            "leak 2 " + program + ".LIST",
            "leak 2 " + program + ".MAP",
            "apart 1 bookkeeping of class loaders and modules",
            "apart 1 caches of the JDK, filled once",
            "apart 1 reflection data of classes, filled once",
            "apart 1 room of a collection",
            "apart 1 wait queue of a lock",
            "apart 2 bookkeeping of threads and their ThreadLocals");
  }

  private static void assertGrowth(List<String[]> verdicts, int checks) {
    assertThat(verdicts).hasSize(checks);
    for (String[] each : verdicts.subList(0, Math.min(checks, ALL_CHECKS - 1))) {
      assertThat(each[2]).as(each[0]).isEqualTo(each[1]);
    }
    if (checks == ALL_CHECKS) {
      assertSoftCache(verdicts.get(checks - 1));
    }
  }

  /* In so small a heap the collector clears what only a soft reference holds. */
  private static void assertSoftCache(String[] verdict) {
    assertThat(verdict[0]).isEqualTo("soft cache");
    assertThat(verdict[2]).matches("passed|Cannot certify .*GrowthCases.SOFT.*");
  }

  private static void assertImpossible(List<String[]> verdicts) {
    assertThat(verdicts)
        .hasSize(ALL_CHECKS)
        .allSatisfy(each -> assertThat(each[2]).isEqualTo(IMPOSSIBLE));
  }
}
