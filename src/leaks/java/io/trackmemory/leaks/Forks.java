package io.trackmemory.leaks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs, each in a JVM of its own with a small heap and explicit collections disabled. */
final class Forks {

  private static final int MINUTES = 3;

  private static final List<String> OPTIONS =
      List.of("-Xmx64m", "-XX:+DisableExplicitGC", "-XX:+EnableDynamicAgentLoading");

  private final Jdk jdk;
  private final Path folder;
  private final List<Path> ours;

  /**
   * Creates them.
   *
   * @param jdk that runs them
   * @param folder where output goes
   */
  Forks(Jdk jdk, Path folder) {
    this.jdk = jdk;
    this.folder = folder;
    ours =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
  }

  Jdk jdk() {
    return jdk;
  }

  /** TrackMemory, and what it needs. */
  List<Path> ours() {
    return ours;
  }

  /** What a program wrote to the file that is its last argument. */
  String run(
      String name, List<String> options, List<Path> classPath, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path result = folder.resolve(name + ".txt").toAbsolutePath();
    Path log = folder.resolve(name + ".log");
    Files.deleteIfExists(result);
    List<Path> all = new ArrayList<>(classPath);
    all.addAll(ours);
    List<String> command = new ArrayList<>(List.of(jdk.home().resolve("bin/java").toString()));
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-classpath", Programs.joined(all), main.getName()));
    command.addAll(List.of(arguments));
    command.add(result.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    if (!ended || process.exitValue() != 0) {
      throw new IOException("program must end well: " + name + ", see " + log);
    }
    return Files.readString(result);
  }
}
