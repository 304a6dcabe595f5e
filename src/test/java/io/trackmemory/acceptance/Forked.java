package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own, of the same JDK and with the same class path as this one. Without the
 * optimising compiler, unless options ask for it: it takes half the time of a JVM that does not run
 * long.
 */
final class Forked {

  /** The JVM as it is started usually. */
  static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

  private Forked() {}

  /** What {@code main} printed, line by line; fails if it did not end well. */
  static List<String> run(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run("", System.getProperty("java.class.path"), options, main, arguments);
  }

  /** The same on another class path. */
  static List<String> runOn(List<Path> classPath, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return run("", text(classPath), List.of(), main, arguments);
  }

  /** This JVM's class path with JUnit's jars of a folder instead of ours. */
  static List<Path> classPathWithJUnitOf(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(paths::add);
    }
    classPath()
        .filter(path -> !path.getFileName().toString().startsWith("junit-"))
        .forEach(paths::add);
    return paths;
  }

  /** A class path as commands take it. */
  static String text(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** A jar of this JVM's class path. */
  static Path jarOf(String artifact) {
    return classPath()
        .filter(path -> path.getFileName().toString().startsWith(artifact))
        .findFirst()
        .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
  }

  private static Stream<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of);
  }

  /** The same where no file may grow past so many blocks of 512 bytes, as on a full disk. */
  static List<String> runWithFilesUpTo(
      int blocks, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    String before = "ulimit -f " + blocks + "; ";
    return run(before, System.getProperty("java.class.path"), options, main, arguments);
  }

  /** The same with a variable of the environment, {@code NAME=value}. */
  static List<String> runWithVariable(
      String variable, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    String before = "export " + variable + "; ";
    return run(before, System.getProperty("java.class.path"), options, main, arguments);
  }

  /* What this JVM denies to the code in it, for the JVMs that it starts. */
  private static List<String> denials() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--sun-misc-unsafe-memory-access=")
                    || option.startsWith("--illegal-native-access="))
        .toList();
  }

  private static List<String> run(
      String before, String classPath, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("forked", ".txt");
    Path errors = Files.createTempFile("forked", ".txt");
    try {
      List<String> command = new ArrayList<>();
      if (!before.isEmpty()) {
        command.addAll(List.of("/bin/sh", "-c", before + "exec \"$@\"", "sh"));
      }
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-Dtrackmemory.report.agent=never");
      command.add("-Dtrackmemory.report.ci=never");
      command.addAll(denials());
      command.addAll(options); // they win, coming later
      command.addAll(List.of("-cp", classPath, main.getName()));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      process.destroyForcibly();
      assertThat(ended).as("ended within five minutes: %s", command).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      return Files.readAllLines(output);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }
}
