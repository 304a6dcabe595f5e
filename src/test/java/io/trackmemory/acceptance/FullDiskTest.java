package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No file can grow any more: verdicts stay what they are, or say that they cannot be given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no ulimit")
class FullDiskTest {

  private static final String TOO_MANY =
      "Expecting the scope to make at most 1 allocation but it made 3 (48 B):";

  /* The file of performance counters would take more, and keep the JVM from starting. */
  private static final List<String> OPTIONS =
      List.of("-XX:-UsePerfData", "-XX:+EnableDynamicAgentLoading");

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void enoughForPages_notForHeapDumps() throws Exception {
    assertThat(run(4_000))
        .containsExactly(
            "passed [clean(), counted()]",
            "failed [leaks(), tooMany()]",
            "Cannot certify @NoLeaks: no heap dump could be taken and read in",
            TOO_MANY);
    assertThat(files()).contains("leaks.html", "leaks.json", "tooMany.html", "index.html");
  }

  @Test
  @Tag("slow")
  void notEnoughForPages_leavesNoTornOne() throws Exception {
    assertThat(run(24))
        .containsExactly(
            "passed [clean(), counted()]",
            "failed [leaks(), tooMany()]",
            "Cannot certify @NoLeaks: no heap dump could be taken and read in",
            TOO_MANY);
    assertThat(files()).noneMatch(file -> file.endsWith(".html"));
  }

  private List<String> run(int blocks) throws IOException, InterruptedException {
    return Forked.runWithFilesUpTo(blocks, OPTIONS, FullDiskMain.class, folder.toString()).stream()
        .map(line -> line.replaceFirst("(taken and read in) .*", "$1"))
        .toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }
}
