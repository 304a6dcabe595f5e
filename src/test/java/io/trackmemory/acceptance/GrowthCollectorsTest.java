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

  private static final int CHECKS = 3;

  private static List<String[]> run(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-XX:+EnableDynamicAgentLoading");
    return Forked.run(all, GrowthCollectorsMain.class, "10").stream()
        .map(line -> line.split("[|]", 3))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC",
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC",
        "-XX:+UseZGC",
        "-XX:+UseShenandoahGC",
        "-XX:+DisableExplicitGC"
      })
  void growth_inSmallHeapWith_toldAlike(String option) throws Exception {
    List<String[]> verdicts = run(option, "-Xmx64m");
    assertThat(verdicts).hasSize(CHECKS);
    for (String[] each : verdicts) {
      assertThat(each[2]).as(each[0]).isEqualTo(each[1]);
    }
  }

  @Test
  void growth_epsilonCollector_isNotCertified() throws Exception {
    String[] options = {"-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx1g"};
    assertThat(run(options))
        .hasSize(CHECKS)
        .allSatisfy(each -> assertThat(each[2]).isEqualTo(IMPOSSIBLE));
  }

  @Test
  void growth_whereZgcIgnoresRequests_isNotCertified() throws Exception {
    assertThat(run("-XX:+UseZGC", "-XX:+DisableExplicitGC", "-Xmx256m"))
        .hasSize(CHECKS)
        .allSatisfy(each -> assertThat(each[2]).isEqualTo(IMPOSSIBLE));
  }
}
