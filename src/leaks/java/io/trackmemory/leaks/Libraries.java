package io.trackmemory.leaks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The jars of each version of each library, with what they need, as Maven resolves them: a project
 * for each, in one build.
 */
final class Libraries {

  private static final int MINUTES = 30;
  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0";

  private final Path folder;

  /**
   * Creates them.
   *
   * @param folder to work in
   */
  Libraries(Path folder) {
    this.folder = folder;
  }

  /** Resolves all. */
  void resolve(List<LeakCase> cases, Path mavenHome, Path repository)
      throws IOException, InterruptedException {
    StringBuilder modules = new StringBuilder();
    for (LeakCase each : cases) {
      for (String version : each.versions()) {
        Path project = project(each, version);
        if (write(project.resolve("pom.xml"), pom(each, version))) {
          modules.append("<module>").append(project.getFileName()).append("</module>\n");
        }
      }
    }
    if (!modules.isEmpty()) {
      Files.writeString(
          folder.resolve("pom.xml"),
          header("all")
              + "<packaging>pom</packaging>\n<modules>\n"
              + modules
              + "</modules>\n</project>\n");
      build(mavenHome, repository);
    }
  }

  /** Writes a project unless what it asks for was resolved before. */
  private static boolean write(Path file, String pom) throws IOException {
    Path classPath = file.resolveSibling("class-path.txt");
    if (Files.exists(classPath) && Files.readString(file).equals(pom)) {
      return false;
    }
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(classPath);
    Files.writeString(file, pom);
    return true;
  }

  private Path project(LeakCase leakCase, String version) {
    return folder.resolve(leakCase.name() + "-" + version);
  }

  private static String header(String artifact) {
    return """
        <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>leaks</groupId>
        <artifactId>%s</artifactId>
        <version>1</version>
        """
        .formatted(artifact);
  }

  private static String pom(LeakCase leakCase, String version) {
    StringBuilder pom = new StringBuilder(header(leakCase.name() + "-" + version));
    pom.append("<dependencies>\n");
    for (String artifact : leakCase.artifacts(version)) {
      String[] parts = artifact.split(":", -1);
      pom.append(
          """
          <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          </dependency>
          """
              .formatted(parts[0], parts[1], parts[2]));
    }
    return pom.append("</dependencies>\n</project>\n").toString();
  }

  private void build(Path home, Path repository) throws IOException, InterruptedException {
    Path log = folder.resolve("maven.log");
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    List<String> command =
        List.of(
            home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString(),
            "--batch-mode",
            "--no-transfer-progress",
            "--fail-at-end",
            "-Dmaven.repo.local=" + repository,
            "-Dmdep.outputFile=class-path.txt",
            "-Dmdep.includeScope=runtime",
            "-f",
            folder.resolve("pom.xml").toString(),
            PLUGIN + ":build-classpath");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    if (!ended || process.exitValue() != 0) {
      throw new IOException("the libraries must be resolved by Maven, see " + log);
    }
  }

  /** The jars that a program runs with. */
  List<Path> classPath(LeakCase leakCase, String version) throws IOException {
    String text = Files.readString(project(leakCase, version).resolve("class-path.txt")).strip();
    List<Path> jars = new ArrayList<>();
    Arrays.stream(text.split(File.pathSeparator, -1)).map(Path::of).forEach(jars::add);
    return jars;
  }
}
