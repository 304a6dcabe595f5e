package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same verdicts in JVMs with other collectors, and where collections cannot be asked for. */
class PeakCollectorsTest {

  private static List<String> run(String... options) throws Exception {
    String[] command = new String[options.length + 2];
    System.arraycopy(options, 0, command, 0, options.length);
    command[options.length] = "-Xmx64m";
    command[options.length + 1] = PeakCases.class.getName();
    return Jvm.run(command).stream().filter(line -> line.startsWith("case ")).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC",
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC",
        "-XX:+UseZGC",
        "-XX:+UseShenandoahGC",
        "-XX:+DisableExplicitGC",
        "-Xint"
      })
  void limits_inJvmWith_decidedAlike(String option) throws Exception {
    assertThat(run(option)).hasSize(13).allMatch(line -> line.endsWith(": held, passed"));
  }

  @Test
  void limits_epsilonCollector_undecidedWherePassed() throws Exception {
    assertThat(run("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx256m"))
        .contains("case one array: held, undecided", "case only softly held: undecided, undecided")
        .noneMatch(line -> line.endsWith("passed") && !line.contains("one "));
  }
}
