package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes that JUnit runs several times, each run with its own scopes. Compiled here, as the JUnit
 * that everything else is compiled against does not have them.
 */
class ClassTemplatesTest {

  private static final String FAILED =
      ": org.opentest4j.AssertionFailedError: Expecting the scope to ";

  @TempDir Path folder;

  @Tag("slow")
  @Tag("jdk")
  @Test
  void limits_holdInEachRunOfTheClass() throws Exception {
    assertLimitsHold("junit-6");
  }

  @Tag("slow")
  @Test
  void limits_holdInEachRunOfTheClass_alsoInJUnit5() throws Exception {
    assertLimitsHold("junit-5");
  }

  private void assertLimitsHold(String jars) throws Exception {
    String tooMany = FAILED + "make at most 2 allocations but it made 3 (48 B):";
    assertThat(run(jars, "Limited"))
        .containsExactly(
            "made()[1]: SUCCESSFUL",
            "made()[2]" + tooMany,
            "nested()[1]: SUCCESSFUL",
            "nested()[2]" + tooMany,
            "repeated(MemoryScope)[1][1]: SUCCESSFUL",
            "repeated(MemoryScope)[1][2]: SUCCESSFUL",
            "repeated(MemoryScope)[2][1]" + tooMany,
            "repeated(MemoryScope)[2][2]" + tooMany);
    assertThat(pages("Limited"))
        .containsExactly("made[2].html", "repeated[2][1].html", "repeated[2][2].html");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void leaks_areOfEachRunOfTheClass() throws Exception {
    assertLeaksAreTold("junit-6");
  }

  @Tag("slow")
  @Test
  void leaks_areOfEachRunOfTheClass_alsoInJUnit5() throws Exception {
    assertLeaksAreTold("junit-5");
  }

  private void assertLeaksAreTold(String jars) throws Exception {
    assertThat(run(jars, "Keeping"))
        .containsExactly(
            "keeps()[1]: SUCCESSFUL",
            "keeps()[2]: SUCCESSFUL",
            "templates.ClassTemplates$Keeping"
                + FAILED
                + "leak no objects but it leaked 1 (16 B):");
    assertThat(run(jars, "KeepingEach"))
        .containsExactly(
            "keeps()[1]: SUCCESSFUL",
            "keeps()[2]" + FAILED + "leak no objects but it leaked 1 (16 B):");
  }

  private List<String> run(String jars, String testClass) throws Exception {
    List<Path> classPath =
        new ArrayList<>(Forked.classPathWithJUnitOf(Path.of(System.getProperty(jars + ".jars"))));
    Path source = folder.resolve("ClassTemplates.java");
    try (InputStream text = getClass().getResourceAsStream("ClassTemplates.java.txt")) {
      Files.write(source, text.readAllBytes());
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                Forked.text(classPath),
                source.toString());
    assertThat(failed).isZero();
    classPath.add(classes);
    List<String> lines =
        Forked.runOn(
            classPath,
            VersionsMain.class,
            folder.resolve("pages").toString(),
            "templates.ClassTemplates$" + testClass);
    return lines.subList(0, lines.size() - 2).stream().sorted().toList();
  }

  private List<String> pages(String testClass) throws Exception {
    try (var files =
        Files.list(folder.resolve("pages").resolve("templates.ClassTemplates$" + testClass))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".html"))
          .sorted()
          .toList();
    }
  }
}
