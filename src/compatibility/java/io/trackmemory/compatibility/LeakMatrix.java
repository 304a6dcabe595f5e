package io.trackmemory.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The projects with leaks on one JDK.
 *
 * @param projects where all projects are
 * @param work where they are copied to and built
 * @param maven that builds them
 * @param jdk that Maven and the tests run on
 */
record LeakMatrix(Path projects, Path work, Maven maven, Jdk jdk) {

  /** Builds a project; a run for each order. */
  List<LeakRun> run(LeakProject project) throws IOException, InterruptedException {
    Path copy = work.resolve("leaks");
    Projects.copy(projects.resolve("leaks"), copy.resolve("leaks")); // without what others share
    Files.copy(
        projects.resolve("pom.xml"), copy.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectories(copy.resolve(".mvn")); // else Maven takes the options of this build
    Path folder = copy.resolve(project.path());
    Path log = work.resolve("leaks-" + project.folder() + ".log");
    maven.run(jdk, folder, List.of(), log);
    List<LeakTest> tests = LeakTest.in(folder);
    List<LeakRun> runs = new ArrayList<>();
    for (String order : LeakRun.ORDERS) {
      Path seen = folder.resolve("target").resolve("results").resolve(order);
      runs.add(
          Files.isDirectory(seen)
              ? LeakRun.of(tests, Seen.in(seen).tests())
              : new LeakRun(0, 0, 0, 0, List.of("no test ran, see " + log.getFileName())));
    }
    return runs;
  }
}
