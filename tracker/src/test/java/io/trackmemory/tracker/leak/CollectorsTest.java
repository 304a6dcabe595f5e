package io.trackmemory.tracker.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same search in JVMs with other collectors, and where collections cannot be asked for. */
class CollectorsTest {

  private static final String PROGRAM = SearchProgram.class.getName();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseG1GC",
        "-XX:+UseSerialGC",
        "-XX:+UseParallelGC",
        "-XX:+UseZGC",
        "-XX:+DisableExplicitGC",
        "-XX:-UseCompressedOops"
      })
  void search_inJvmWith_findsTheSame(String option) throws Exception {
    assertThat(run(option))
        .containsExactly(
            "leak 1 ThreadLocal " + PROGRAM + ".CONTEXT",
            "leak 2 " + PROGRAM + ".LIST",
            "leak 2 " + PROGRAM + ".MAP",
            "apart 1 bookkeeping of class loaders and modules",
            "apart 1 caches of the JDK, filled once",
            "apart 1 empty node of a queue",
            "apart 1 only softly reachable",
            "apart 1 reflection data of classes, filled once",
            "apart 1 wait queue of a lock",
            "apart 2 bookkeeping of threads and their ThreadLocals");
  }

  @Test
  void run_epsilonCollector_provesNothing() throws Exception {
    assertThat(run("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC"))
        .containsExactly("no collection");
  }

  private static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-Xmx256m");
    command.addAll(Jvm.denials());
    command.addAll(SearchProgram.opens());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(PROGRAM);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().filter(line -> !line.contains("[warning]")).toList();
  }
}
