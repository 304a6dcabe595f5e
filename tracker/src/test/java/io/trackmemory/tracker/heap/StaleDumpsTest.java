package io.trackmemory.tracker.heap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleDumpsTest {

  @TempDir Path parent;

  private static String[] program(Path folder, String end) {
    return new String[] {StaleDumpsProgram.class.getName(), folder.toString(), end};
  }

  private static long dumpsIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.endsWith(StaleDumps.DUMP)).count();
    }
  }

  @Test
  void firstDump_removesThoseOfDeadJvms_andNoneOfALivingOne() throws Exception {
    Path dead = parent.resolve(Jvm.run(program(parent, "dies")).get(0));
    assertThat(dead.resolve(StaleDumps.DUMP)).exists();
    Process living = Jvm.start(program(parent, "lives"));
    try {
      Path alive = parent.resolve(firstLine(living));
      assertThat(dead).as("removed by the JVM after it").doesNotExist();

      try (HeapDumpFile own = HeapDumpFile.take(parent)) {
        assertThat(alive.resolve(StaleDumps.DUMP)).exists();
        assertThat(own.path()).exists();
        assertThat(dumpsIn(parent)).isEqualTo(2);
      }
      living.destroyForcibly().waitFor();
      try (HeapDumpFile own = HeapDumpFile.take(parent)) {
        StaleDumps.removeBeside(own.path(), parent);
        assertThat(alive).as("of a JVM that was killed").doesNotExist();
        assertThat(own.path()).exists();
      }
      assertThat(parent).isEmptyDirectory();
    } finally {
      living.destroyForcibly();
    }
  }

  private static String firstLine(Process process) throws IOException {
    return String.valueOf(
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine());
  }

  @Test
  void whatIsNoDumpOfAJvmThatLocked_stays() throws Exception {
    Path unlocked = Files.createDirectory(parent.resolve("trackmemory-1-a"));
    Files.createFile(unlocked.resolve(StaleDumps.DUMP));
    Path others = Files.createDirectory(parent.resolve("trackmemory-2-b"));
    Files.createFile(others.resolve(StaleDumps.LOCK));
    Files.createFile(others.resolve("of-the-user.txt"));
    Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve(StaleDumps.LOCK));
    Files.createFile(elsewhere.resolve(StaleDumps.DUMP));
    Path link = Files.createSymbolicLink(parent.resolve("trackmemory-3-c"), elsewhere);
    Path file = Files.createFile(parent.resolve("trackmemory-4-d"));

    try (HeapDumpFile own = HeapDumpFile.take(parent)) {
      assertThat(own.path()).exists();
      assertThat(unlocked.resolve(StaleDumps.DUMP)).exists();
      assertThat(others.resolve("of-the-user.txt")).exists();
      assertThat(elsewhere.resolve(StaleDumps.DUMP)).exists();
      assertThat(link).isSymbolicLink();
      assertThat(file).exists();
    }
  }
}
