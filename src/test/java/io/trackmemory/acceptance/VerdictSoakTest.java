package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verdicts and messages are the same in every repetition in JVM after JVM. Few in each: every heap
 * dump of a JVM of JDK 17 makes the next ones slower.
 */
@EnabledIfSystemProperty(named = "soak.repetitions", matches = "\\d+")
class VerdictSoakTest {

  @TempDir Path reports;

  @Test
  void leaksAndPeaks_inEveryJvm_areToldAlike() throws Exception {
    assertToldAlike(VerdictRepetitionsTest.class, 50, "leaks(): SUCCESSFUL", "peaks(): SUCCESSFUL");
  }

  @Test
  void growth_inEveryJvm_isToldAlike() throws Exception {
    assertToldAlike(GrowthRepetitionsTest.class, 10, "growth(): SUCCESSFUL");
  }

  private void assertToldAlike(Class<?> repeated, int inOneJvm, String... tests) throws Exception {
    int repetitions = Integer.getInteger("soak.repetitions");
    List<String> first = run(repeated, inOneJvm);
    assertThat(first).contains(tests);
    for (int done = inOneJvm; done < repetitions; done += inOneJvm) {
      System.out.printf("%s: %d repetitions, all alike%n", repeated.getSimpleName(), done);
      assertThat(run(repeated, inOneJvm)).as("after %d repetitions", done).isEqualTo(first);
    }
  }

  private List<String> run(Class<?> repeated, int repetitions) throws Exception {
    return Forked.run(
        List.of(
            "-D" + SameMessages.REPETITIONS_KEY + "=" + repetitions,
            "-D" + SameMessages.PRINTED_KEY + "=true"),
        VersionsMain.class,
        reports.toString(),
        repeated.getName());
  }
}
