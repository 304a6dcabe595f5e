package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JaCoCo, Mockito's inline mocks and a Byte Buddy of another version, in one JVM with ours. */
class OtherAgentsTest {

  @TempDir Path folder;

  @Tag("slow")
  @Tag("jdk")
  @Test
  void countsStayExact() throws Exception {
    Path covered = folder.resolve("jacoco.exec");
    List<String> lines =
        Forked.run(
            List.of(
                "-javaagent:" + Forked.jarOf("org.jacoco.agent") + "=destfile=" + covered,
                "-Dold.classes=" + compileForJava8()),
            OtherAgentsMain.class);
    assertThat(lines).hasSize(9);
    // Its probes are taken from JaCoCo by the first method that runs; what it makes is counted.
    assertThat(lines.remove(3)).isEqualTo("old true 3 3 3");
    assertThat(lines.get(0)).isEqualTo("covered true");
    assertThat(lines.get(1)).contains("byte-buddy-1.17.");
    String exactly = "5 objects, 136 B, leaks 0Optional.empty";
    assertThat(lines.subList(2, 8))
        .containsExactly(exactly, "mocked true", exactly, "mocked true", exactly, exactly);
    assertThat(covered).satisfies(file -> assertThat(Files.size(file)).isPositive());
  }

  private Path compileForJava8() throws IOException {
    Path source = folder.resolve("OldClass.java");
    Files.writeString(
        source,
        """
        package old;

        public class OldClass implements Runnable, Named {
          static Object kept;

          @Override
          public void run() {
            kept = new Object[] {new int[3], name()};
          }
        }

        interface Named {
          default Object name() {
            return new long[2];
          }
        }
        """);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-d", folder.toString(), source.toString());
    assertThat(failed).isZero();
    return folder;
  }
}
