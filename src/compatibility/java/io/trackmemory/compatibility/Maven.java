package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The Maven that runs this build. What it fetches goes to a local repository of our own: the user's
 * is only read from.
 *
 * @param home its folder
 * @param published repository that the modules under test were deployed to
 * @param machine local repository of the user
 * @param work folder for our own
 */
record Maven(Path home, Path published, Path machine, Path work) {

  private static final int MINUTES = 60;

  /** Builds a project, and writes what was printed to {@code log}; an error where it fails. */
  void run(Jdk jdk, Path project, List<String> options, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    command.add(home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(
        List.of(
            "--batch-mode",
            "--no-transfer-progress",
            "--fail-at-end",
            "-Dstyle.color=never",
            "-Dmaven.test.failure.ignore=true",
            "-Dmaven.repo.local=" + work.resolve("repository"),
            "-Drepository.published=" + published.toUri(),
            "-Drepository.machine=" + machine.toUri(),
            "-f",
            project.resolve("pom.xml").toString()));
    command.addAll(options);
    command.add("verify");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    for (String inherited :
        List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS", "MAVEN_HOME")) {
      builder.environment().remove(inherited);
    }
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    if (!ended) {
      throw new IOException("the build did not end within " + MINUTES + " minutes, see " + log);
    }
  }

  /** What an execution of a plugin printed; empty where it did not run. */
  static String printedBy(Path log, String execution, String project) throws IOException {
    StringBuilder printed = new StringBuilder();
    boolean within = false;
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      if (line.startsWith("[INFO] --- ") || line.startsWith("[INFO] Reactor Summary")) {
        within = line.contains("(" + execution + ") @ " + project + " ---");
      } else if (within) {
        printed.append(line).append('\n');
      }
    }
    return printed.toString();
  }
}
