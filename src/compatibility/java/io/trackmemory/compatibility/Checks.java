package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What else must be so after a run. */
final class Checks {

  private static final int WARNS_OF_AGENTS = 21;
  private static final String TRACKER = "io.trackmemory:trackmemory-tracker:jar";
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

  /** Standard error names a class whose annotations nobody reads. */
  static Check unread(String testClass) {
    String told = "annotations of TrackMemory are read by JUnit Jupiter only";
    return run ->
        printed(run, "default-test")
                .lines()
                .anyMatch(line -> line.contains(told) && line.contains(testClass))
            ? List.of()
            : List.of("standard error does not tell that nobody reads " + testClass);
  }

  /** JaCoCo has been there too. */
  static List<String> covered(Run run) throws IOException {
    return Files.exists(run.folder().resolve("target").resolve("jacoco.exec"))
        ? List.of()
        : List.of("JaCoCo wrote no file");
  }

  /** The tracker brings no library: below it there is nothing. */
  static List<String> dependencies(Run run) throws IOException {
    List<String> tree = Maven.printedBy(run.log(), "dependencies", projectOf(run)).lines().toList();
    int at = 0;
    while (at < tree.size() && !tree.get(at).contains(TRACKER)) {
      at++;
    }
    if (at + 1 >= tree.size()) {
      throw new IOException("no dependency tree in " + run.log());
    }
    List<String> problems = new ArrayList<>();
    if (tree.get(at + 1).lastIndexOf("- ") > tree.get(at).lastIndexOf("- ")) {
      problems.add("the tracker depends on something: " + tree.get(at + 1));
    }
    if (tree.stream().anyMatch(line -> line.contains("org.jctools"))) {
      problems.add("the project depends on JCTools");
    }
    return problems;
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
