package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verdicts and messages are the same in every repetition, and in every JVM: 20 repetitions, 1,000
 * with -Psoak. Few in one JVM, as every heap dump of a JVM of JDK 17 makes the next ones slower.
 */
@Tag("slow")
@Tag("sweep")
@Tag("all-compilers")
class VerdictRepetitionsTest {

  private static final int REPETITIONS = Integer.getInteger("soak.repetitions", 20);

  @TempDir Path reports;

  @Test
  void leaksAndPeaks_areToldAlike() throws Exception {
    assertToldAlike(
        LeakRepetitionsTestCases.class, 20, "leaks(): SUCCESSFUL", "peaks(): SUCCESSFUL");
  }

  @Test
  void growth_isToldAlike() throws Exception {
    assertToldAlike(GrowthRepetitionsTestCases.class, 10, "growth(): SUCCESSFUL");
  }

  private void assertToldAlike(Class<?> repeated, int inOneJvm, String... tests) throws Exception {
    List<String> first = run(repeated, inOneJvm);
    assertThat(first).contains(tests);
    for (int done = inOneJvm; done < REPETITIONS; done += inOneJvm) {
      System.out.printf("%s: %d repetitions, all alike%n", repeated.getSimpleName(), done);
      assertThat(run(repeated, inOneJvm)).as("after %d repetitions", done).isEqualTo(first);
    }
  }

  private List<String> run(Class<?> repeated, int repetitions) throws Exception {
    return Forked.run(
        List.of(Forked.ALL_COMPILERS, "-D" + SameMessages.REPETITIONS_KEY + "=" + repetitions),
        VersionsMain.class,
        reports.toString(),
        repeated.getName());
  }
}
