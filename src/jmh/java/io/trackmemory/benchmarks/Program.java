package io.trackmemory.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM like ours that runs another {@code main}, which prints one line and may wait for input. */
final class Program implements AutoCloseable {

  /** What all JVMs that are compared have in common. */
  static final List<String> SAME_JVM =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:+EnableDynamicAgentLoading",
          "-XX:-UseDynamicNumberOfCompilerThreads");

  private final Process process;
  private final BufferedReader output;

  private Program(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static Program start(List<String> jvmArguments, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new Program(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The figure that a program prints as its only line. */
  static double figure(List<String> jvmArguments, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    try (Program program = start(jvmArguments, main, arguments)) {
      return Double.parseDouble(program.line());
    }
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the line. */
  String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("no output of " + process.info().commandLine().orElse("the program"));
    }
    return line;
  }

  /** Ends its input and waits for its end. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("the program ended with status " + status);
    }
  }
}
