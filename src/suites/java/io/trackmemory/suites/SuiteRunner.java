package io.trackmemory.suites;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a suite in a JVM of its own, of the same JDK as this one. */
final class SuiteRunner {

  private static final int MINUTES = 30;

  /* What JUnit itself is made of. */
  private static final List<String> JUNIT =
      List.of("junit-", "opentest4j-", "apiguardian-api-", "jspecify-");

  private final Path folder;
  private final List<Path> ours;
  private final List<Path> plain;

  /**
   * Creates a runner.
   *
   * @param folder where it works
   */
  SuiteRunner(Path folder) {
    this.folder = folder;
    List<Path> all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    Path own = Path.of(location());
    this.plain = all.stream().filter(entry -> entry.equals(own) || isJUnit(entry)).toList();
    this.ours = all.stream().filter(entry -> !plain.contains(entry)).toList();
  }

  private static String location() {
    return SuiteRunner.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static boolean isJUnit(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return JUNIT.stream().anyMatch(name::startsWith);
  }

  /** Runs the suite as its library's build does, or with every test tracked. */
  Run run(Suite suite, boolean tracked) throws IOException, InterruptedException {
    Path own = folder.resolve(suite.name());
    Workplace place = Workplace.in(own.resolve("work"), suite.tests());
    Path outcomes = own.resolve(tracked ? "tracked.txt" : "untracked.txt").toAbsolutePath();
    Path inScope = own.resolve("in-scope.txt").toAbsolutePath();
    Files.deleteIfExists(outcomes);
    Files.deleteIfExists(inScope);
    Path output = own.resolve(tracked ? "tracked.log" : "untracked.log");
    double before = ChildrenCpu.seconds();
    Process process =
        new ProcessBuilder(command(suite, place, tracked, outcomes, inScope))
            .directory(place.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    if (!ended || process.exitValue() != 0) {
      throw new IOException(
          "suite %s %s, see %s"
              .formatted(
                  suite.name(),
                  ended
                      ? "ended with status " + process.exitValue()
                      : "took more than " + MINUTES + " minutes",
                  output));
    }
    return new Run(
        Outcome.read(outcomes),
        Long.parseLong(Files.readString(inScope)),
        ChildrenCpu.seconds() - before);
  }

  private List<String> command(
      Suite suite, Workplace place, boolean tracked, Path outcomes, Path inScope) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(suite.options());
    if (tracked) {
      command.add("-Djunit.jupiter.extensions.autodetection.enabled=true");
      command.add("-Dtrackmemory.auto=true");
    }
    List<Path> path = new ArrayList<>(List.of(place.classes()));
    path.addAll(suite.libraries());
    if (tracked) {
      path.addAll(ours);
    }
    path.addAll(plain);
    command.add("-classpath");
    command.add(String.join(File.pathSeparator, path.stream().map(Path::toString).toList()));
    command.add(SuiteProgram.class.getName());
    command.addAll(List.of(place.classes().toString(), outcomes.toString(), inScope.toString()));
    return command;
  }
}
