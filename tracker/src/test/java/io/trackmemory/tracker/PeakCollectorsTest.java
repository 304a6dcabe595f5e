package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same verdicts in JVMs with other collectors, and where collections cannot be asked for. */
class PeakCollectorsTest {

  private static List<String> run(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("-Xmx64m"));
    command.addAll(List.of(options));
    command.add(PeakCases.class.getName());
    return Jvm.run(command.toArray(String[]::new)).stream()
        .filter(line -> line.startsWith("case "))
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
  void limits_inJvmWith_decidedAlike(String option) throws Exception {
    assertThat(run(option)).hasSize(13).allMatch(line -> line.endsWith(": held, passed"));
  }

  @Test
  void limits_epsilonCollector_undecidedWherePassed() throws Exception {
    assertThat(run("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx700m"))
        .contains(
            "case one array: held, passed", // one object is larger than the limit
            "case many objects: held, undecided",
            "case garbage between: undecided, undecided",
            "case only softly held: undecided, undecided")
        .hasSize(13);
  }
}
