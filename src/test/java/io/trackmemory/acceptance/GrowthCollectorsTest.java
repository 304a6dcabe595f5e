package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Growth is told alike whatever collects, and not at all where nothing does. */
class GrowthCollectorsTest {

  private static final String IMPOSSIBLE =
      "Cannot certify hasNoGrowth() of the action in 10 runs: no full garbage collection could be"
          + " forced; use a collector that does one on System.gc(), and leave out"
          + " -XX:+UseEpsilonGC, with ZGC -XX:+DisableExplicitGC";

  private static final String TOO_SMALL =
      "Cannot certify hasNoGrowth() of the action in 10 runs: this JVM has too little memory to"
          + " read a dump of its heap; give it more with -Xmx";

  private static final int CHECKS = 3;

  private static List<String[]> run(String... options) throws Exception {
    return run(CHECKS, options);
  }

  private static List<String[]> run(int checks, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-XX:+EnableDynamicAgentLoading");
    return Forked.run(all, GrowthCollectorsMain.class, "10", String.valueOf(checks)).stream()
        .filter(line -> line.contains("|")) // others are warnings of the JVM
        .map(line -> line.split("[|]", 3))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC -Xmx64m",
        "-XX:+UseSerialGC -Xmx64m",
        "-XX:+UseParallelGC -Xmx64m",
        "-XX:+UseZGC -Xmx192m", // 64 MiB leave it too little to read a dump
        "-XX:+UseShenandoahGC -Xmx128m",
        "-XX:+DisableExplicitGC -Xmx64m"
      })
  void growth_inSmallHeapWith_toldAlike(String options) throws Exception {
    assertToldAlike(run(options.split(" ")));
  }

  private static void assertToldAlike(List<String[]> verdicts) {
    assertThat(verdicts).hasSize(CHECKS);
    for (String[] each : verdicts.subList(0, CHECKS - 1)) {
      assertThat(each[2]).as(each[0]).isEqualTo(each[1]);
    }
    assertSoftCache(verdicts.get(CHECKS - 1));
  }

  /* In so small a heap the collector clears what only a soft reference holds. */
  private static void assertSoftCache(String[] verdict) {
    assertThat(verdict[0]).isEqualTo("soft cache");
    assertThat(verdict[2]).matches("passed|Cannot certify .*GrowthCases.SOFT.*");
  }

  @Test
  void growth_whereMemoryIsTooSmallToLook_isRightOrNotCertified() throws Exception {
    // Most of the time goes into collections, so one check only.
    assertThat(run(1, "-XX:+UseZGC", "-Xmx64m"))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each[2]).as(each[0]).isIn(each[1], TOO_SMALL));
  }

  @Test
  void growth_epsilonCollector_isNotCertified() throws Exception {
    String[] options = {"-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx1g"};
    assertImpossible(run(options));
  }

  private static void assertImpossible(List<String[]> verdicts) {
    assertThat(verdicts)
        .hasSize(CHECKS)
        .allSatisfy(each -> assertThat(each[2]).isEqualTo(IMPOSSIBLE));
  }

  /* A class histogram collects with ZGC too, but not yet in 17. */
  @Test
  void growth_whereZgcIgnoresRequests_isToldAlikeOrNotCertified() throws Exception {
    List<String[]> verdicts = run("-XX:+UseZGC", "-XX:+DisableExplicitGC", "-Xmx256m");
    if (Runtime.version().feature() == 17) {
      assertImpossible(verdicts);
    } else {
      assertToldAlike(verdicts);
    }
  }
}
