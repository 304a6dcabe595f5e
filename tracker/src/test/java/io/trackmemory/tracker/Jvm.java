package io.trackmemory.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fresh JVM of the same version, with the test's class path. Without the optimising compiler,
 * unless options ask for it: it takes half the time of a JVM that does not run long.
 */
public final class Jvm {

  /** The JVM as it is started usually. */
  public static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

  private Jvm() {}

  /** Starts one; {@code command} is options, main class and arguments. */
  public static Process start(String... command) throws IOException {
    List<String> line = new ArrayList<>(denials());
    line.add("-XX:TieredStopAtLevel=1");
    line.addAll(Arrays.asList(command)); // its options win, coming later
    return startOf(Path.of(System.getProperty("java.home")), line.toArray(String[]::new));
  }

  /** Starts one of the JDK in a folder. */
  public static Process startOf(Path javaHome, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(javaHome.resolve("bin").resolve("java").toString());
    line.add("-Xshare:auto");
    line.add("-XX:+IgnoreUnrecognizedVMOptions");
    line.add("-XX:+EnableDynamicAgentLoading");
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.addAll(Arrays.asList(command));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  /** What this JVM denies to the code in it, for the JVMs that it starts. */
  public static List<String> denials() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--sun-misc-unsafe-memory-access=")
                    || option.startsWith("--illegal-native-access="))
        .toList();
  }

  /** What it prints until it ends, which must be well. */
  public static List<String> lines(Process process) throws IOException, InterruptedException {
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor()).describedAs(output).isZero();
    return output.lines().toList();
  }

  /** Starts one and waits for its end. */
  public static List<String> run(String... command) throws IOException, InterruptedException {
    return lines(start(command));
  }
}
