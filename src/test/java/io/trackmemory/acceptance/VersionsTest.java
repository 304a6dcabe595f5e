package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.VersionsMain.FewTestCases;
import io.trackmemory.acceptance.VersionsMain.KindsTestCases;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same jars with other versions of JUnit, and JVMs that write one folder of reports. */
class VersionsTest {

  private static final Pattern LINK = Pattern.compile("<a class=\"tn\" href=\"\\./([^\"]+)\">");

  @TempDir Path folder;

  @Tag("slow")
  @Tag("jdk")
  @Test
  void newestJUnit6() throws Exception {
    assertSame("junit-6", "6.");
  }

  @Tag("slow")
  @Test
  void newestJUnit5() throws Exception {
    assertSame("junit-5", "5.14.");
  }

  private void assertSame(String jars, String version) throws Exception {
    List<String> lines =
        Forked.runOn(
            Forked.classPathWithJUnitOf(Path.of(System.getProperty(jars + ".jars"))),
            VersionsMain.class,
            folder.toString(),
            KindsTestCases.class.getName());
    assertThat(lines.get(lines.size() - 1)).contains("/junit-jupiter-api-" + version);
    assertThat(lines.get(lines.size() - 2)).isEqualTo("published " + 2 * KINDS_PAGES.size());
    assertThat(lines.subList(0, lines.size() - 2)).containsExactlyInAnyOrderElementsOf(KINDS);
    assertThat(links()).containsExactlyInAnyOrderElementsOf(KINDS_PAGES);
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void jvmsAtOnce_writeOneIndex() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<String>>> jvms = new ArrayList<>();
      for (Class<?> fixture : List.of(KindsTestCases.class, FewTestCases.class)) {
        jvms.add(
            threads.submit(
                () ->
                    Forked.run(
                        List.of(), VersionsMain.class, folder.toString(), fixture.getName())));
      }
      assertThat(jvms.get(0).get()).containsAll(KINDS);
      assertThat(jvms.get(1).get()).contains("two(): SUCCESSFUL");
    } finally {
      threads.shutdown();
    }
    List<String> pages = new ArrayList<>(KINDS_PAGES);
    pages.add(pageOf(FewTestCases.class, "three"));
    pages.add(pageOf(FewTestCases.class, "four"));
    assertThat(links()).containsExactlyInAnyOrderElementsOf(pages);
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("9 failed, 0 cannot certify, 0 aborted, 0 passed");
  }

  private static final String FAILED = "org.opentest4j.AssertionFailedError: ";

  private static final List<String> KINDS =
      List.of(
          "counted(MemoryScope): SUCCESSFUL",
          "allocates(): "
              + FAILED
              + "Expecting the scope to make no allocations but it made 1 (24 B):",
          "leaks(): " + FAILED + "Expecting the scope to leak no objects but it leaked 2 (40 B):",
          "parameterized(int)[1]: SUCCESSFUL",
          "parameterized(int)[2]: " + tooMany(),
          "repeated()[1]: " + tooMany(),
          "repeated()[2]: " + tooMany(),
          "dynamic()[1]: SUCCESSFUL",
          "dynamic()[2]: " + tooMany(),
          "nested(): " + tooMany());

  private static final List<String> KINDS_PAGES =
      List.of(
          pageOf(KindsTestCases.class, "allocates"),
          pageOf(KindsTestCases.class, "leaks"),
          pageOf(KindsTestCases.class, "parameterized[2]"),
          pageOf(KindsTestCases.class, "repeated[1]"),
          pageOf(KindsTestCases.class, "repeated[2]"),
          pageOf(KindsTestCases.class, "dynamic[2]"),
          pageOf(KindsTestCases.Inner.class, "nested"));

  private static String tooMany() {
    return FAILED + "Expecting the scope to make at most 2 allocations but it made 3 (72 B):";
  }

  private static String pageOf(Class<?> testClass, String test) {
    return testClass.getName() + "/" + test + ".html";
  }

  /** The pages that the index lists; each is there. */
  private List<String> links() throws Exception {
    String index = Files.readString(folder.resolve("index.html"));
    List<String> links =
        LINK.matcher(index)
            .results()
            .map(link -> URLDecoder.decode(link.group(1), StandardCharsets.UTF_8))
            .toList();
    assertThat(links).allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    return links;
  }
}
