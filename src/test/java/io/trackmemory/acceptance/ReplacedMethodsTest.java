package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What methods make that the optimising compiler replaces as a whole is counted however often they
 * have run: the Vector API, chains of string builders, arithmetic, digests.
 */
@Tag("slow")
@Tag("jdk")
class ReplacedMethodsTest {

  @TempDir Path folder;

  @Test
  void countsStay_whenAllIsCompiled() throws Exception {
    Path source = folder.resolve("ReplacedMethods.java");
    try (InputStream text = getClass().getResourceAsStream("ReplacedMethods.java.txt")) {
      Files.write(source, text.readAllBytes());
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-XDstringConcat=inline",
                "--add-modules",
                "jdk.incubator.vector",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(failed).isZero();

    List<String> lines =
        Forked.run(
            List.of(
                Forked.ALL_COMPILERS,
                "--add-modules",
                "jdk.incubator.vector",
                "-Dreplaced.methods=" + folder),
            ReplacedMethodsMain.class);

    assertThat(lines).hasSizeGreaterThan(10);
    for (String line : lines) {
      List<String> counts = new ArrayList<>(Arrays.asList(line.split(": ", 2)[1].split("; ")));
      assertThat(counts).as(line).hasSizeGreaterThan(3);
      assertThat(counts.stream().distinct().toList()).as(line).hasSize(1);
      if (line.startsWith("vector")) {
        assertThat(counts.get(0)).as(line).doesNotStartWith("0 objects");
      }
    }
  }
}
