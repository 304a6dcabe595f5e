package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo, Mockito's inline mocks and a Byte Buddy of another version, in one JVM with ours. */
class OtherAgentsTest {

  @TempDir Path folder;

  @Test
  void countsStayExact() throws Exception {
    Path covered = folder.resolve("jacoco.exec");
    List<String> lines =
        Forked.run(
            List.of("-javaagent:" + Forked.jarOf("org.jacoco.agent") + "=destfile=" + covered),
            OtherAgentsMain.class);
    assertThat(lines).hasSize(8);
    assertThat(lines.get(0)).isEqualTo("covered true");
    assertThat(lines.get(1)).contains("byte-buddy-1.17.");
    String exactly = "5 objects, 136 B, leaks 0Optional.empty";
    assertThat(lines.subList(2, 8))
        .containsExactly(exactly, "mocked true", exactly, "mocked true", exactly, exactly);
    assertThat(covered).satisfies(file -> assertThat(Files.size(file)).isPositive());
  }
}
