package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether classes come from an earlier run is seen in no figure. */
@Tag("slow")
@Tag("jdk")
class KeptClassesTest {

  @TempDir private Path folder;

  private static List<String> run(String cache) throws IOException, InterruptedException {
    return Forked.run(
        List.of("-XX:+EnableDynamicAgentLoading", "-Dtrackmemory.cache.dir=" + cache),
        KeptClassesMain.class);
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void figures_areTheSameWithoutWithANewWithAnOldAndWithADamagedFile()
      throws IOException, InterruptedException {
    List<String> without = run("none");
    assertThat(folder).isEmptyDirectory();
    assertThat(without)
        .hasSizeGreaterThan(15)
        .contains("own 1 80 Optional.empty")
        .anyMatch(line -> line.contains("java.util.TreeMap.entrySet"))
        .anyMatch(line -> line.endsWith(" other"));

    assertThat(run(folder.toString())).isEqualTo(without);
    byte[] whole = Files.readAllBytes(file());
    assertThat(whole).hasSizeGreaterThan(5_000_000);

    assertThat(run(folder.toString())).isEqualTo(without);
    assertThat(file()).hasBinaryContent(whole);

    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 1_000_000, 2_000_000, (byte) 0);
    Files.write(file(), damaged);
    assertThat(run(folder.toString())).isEqualTo(without);
    byte[] mended = Files.readAllBytes(file());
    assertThat(mended).isNotEqualTo(damaged);
    assertThat(run(folder.toString())).isEqualTo(without);
    assertThat(file()).hasBinaryContent(mended);

    Files.write(file(), "none of ours".getBytes(StandardCharsets.UTF_8));
    assertThat(run(folder.toString())).isEqualTo(without);
    assertThat(Files.size(file())).isGreaterThan(5_000_000);
  }
}
