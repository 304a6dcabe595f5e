package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, of the same JDK and with the same class path as this one. */
final class Forked {

  private Forked() {}

  /** What {@code main} printed, line by line; fails if it did not end well. */
  static List<String> run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run("", options, main, arguments);
  }

  /** The same where no file may grow past so many blocks of 512 bytes, as on a full disk. */
  static List<String> runWithFilesUpTo(
      int blocks, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run("ulimit -f " + blocks + "; ", options, main, arguments);
  }

  private static List<String> run(
      String before, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("forked", ".txt");
    Path errors = Files.createTempFile("forked", ".txt");
    try {
      List<String> command = new ArrayList<>();
      if (!before.isEmpty()) {
        command.addAll(List.of("/bin/sh", "-c", before + "exec \"$@\"", "sh"));
      }
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      process.destroyForcibly();
      assertThat(ended).as("ended within two minutes: %s", command).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      return Files.readAllLines(output);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }
}
