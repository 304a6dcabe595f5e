package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** What else must be so after a run. */
final class Checks {

  private static final int WARNS_OF_AGENTS = 21;
  private static final String WARNING = "A Java agent has been loaded dynamically";

  private Checks() {}

  /** The JVM warns of an agent that attaches, so that silence elsewhere means something. */
  static Check warned(String execution) {
    return run ->
        run.jdk().release() < WARNS_OF_AGENTS || printed(run, execution).contains(WARNING)
            ? List.of()
            : List.of("the JVM did not warn of the agent");
  }

  /** The JVM prints nothing of an agent. */
  static Check quiet(String execution) {
    return run ->
        printed(run, execution).contains("WARNING")
            ? List.of("the JVM printed a warning")
            : List.of();
  }

  /** JaCoCo has been there too. */
  static List<String> covered(Run run) throws IOException {
    return Files.exists(run.folder().resolve("target").resolve("jacoco.exec"))
        ? List.of()
        : List.of("JaCoCo wrote no file");
  }

  /** No library of the tracker's is among what a user depends on. */
  static List<String> dependencies(Run run) throws IOException {
    String tree = Maven.printedBy(run.log(), "dependencies", projectOf(run));
    if (!tree.contains("io.trackmemory:trackmemory-tracker:jar")) {
      throw new IOException("no dependency tree in " + run.log());
    }
    return Stream.of("net.bytebuddy", "org.jctools")
        .filter(tree::contains)
        .map(library -> "the project depends on " + library)
        .toList();
  }

  private static String projectOf(Run run) {
    return String.valueOf(run.folder().getFileName());
  }

  private static String printed(Run run, String execution) throws IOException {
    String printed = Maven.printedBy(run.log(), execution, projectOf(run));
    if (!printed.contains("Tests run:")) {
      throw new IOException("no output of " + execution + " in " + run.log());
    }
    return printed;
  }
}
