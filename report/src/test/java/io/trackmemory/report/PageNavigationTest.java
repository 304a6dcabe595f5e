package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageNavigationTest {

  private static final String BEFORE = "<p>\u00e9 before \ud83d\ude00</p>\n";
  private static final String AFTER = "\n<p>after</p>";

  @TempDir private Path dir;

  @Test
  void write_failures_knowTheirNeighboursInTheOrderOfTheIndex() throws IOException {
    Path slow = failure("com.acme.A", "slow", 9);
    Path fast = failure("com.acme.A", "fast", 1);
    Path last = failure("com.acme.B", "odd name:#?", 1);
    Path passed = test("com.acme.A", "passes", "PASSED", 99);
    writeIndex();
    assertThat(slow)
        .content()
        .startsWith(BEFORE + "<!--nav--><nav")
        .endsWith("<!--/nav-->" + AFTER)
        .contains("<span>‹ Previous</span>", ">failure 1 of 3<")
        .contains("rel=\"next\" href=\"../com.acme.A/fast.html\"", "href=\"./slow.json\"");
    assertThat(fast)
        .content()
        .contains("rel=\"prev\" href=\"../com.acme.A/slow.html\"", ">failure 2 of 3<")
        .contains("rel=\"next\" href=\"../com.acme.B/odd%20name:%23%3F.html\"");
    assertThat(last).content().contains(">failure 3 of 3<", "<span>Next ›</span>");
    assertThat(passed).hasContent(page("passes"));
  }

  @Test
  void write_again_changesNothing() throws IOException {
    Path page = failure("com.acme.A", "one", 9);
    failure("com.acme.A", "two", 1);
    writeIndex();
    String written = Files.readString(page);
    FileTime time = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(page, time);
    writeIndex();
    assertThat(page).hasContent(written);
    assertThat(Files.getLastModifiedTime(page)).isEqualTo(time);
  }

  @Test
  void write_oneMoreFailure_isCountedInAll() throws IOException {
    Path page = failure("com.acme.A", "one", 1);
    writeIndex();
    assertThat(page).content().contains("failure 1 of 1");
    failure("com.acme.A", "before", 9);
    writeIndex();
    assertThat(page).content().contains("failure 2 of 2", "../com.acme.A/before.html");
  }

  @Test
  void write_pageWithoutRegionOrWithTwo_isLeftAlone() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String body : List.of("<nav>old</nav>", "<!--nav-->", page("x") + page("y"), "")) {
      String name = "test" + pages.size();
      JsonObject report = IndexSamples.report("com.acme.A", name, "", "FAILED", 1);
      pages.add(IndexSamples.write(dir, "com.acme.A", name, report, body));
    }
    writeIndex();
    assertThat(pages.get(0)).hasContent("<nav>old</nav>");
    assertThat(pages.get(1)).hasContent("<!--nav-->");
    assertThat(pages.get(2)).hasContent(page("x") + page("y"));
    assertThat(pages.get(3)).isEmptyFile();
  }

  @Test
  void write_pageThatVanishedMeanwhile_staysAway() throws IOException {
    Path gone = failure("com.acme.A", "gone", 9);
    Path page = failure("com.acme.A", "stays", 1);
    List<IndexGroup> groups = IndexGroup.of(IndexReader.read(dir).tests());
    Files.delete(gone);
    PageNavigation.write(dir, groups);
    assertThat(gone).doesNotExist();
    assertThat(page).content().contains("failure 2 of 2");
  }

  @Test
  void write_reportThatVanishedMeanwhile_leavesNoPageBehind() throws IOException {
    Path page = failure("com.acme.A", "gone", 9);
    List<IndexGroup> groups = IndexGroup.of(IndexReader.read(dir).tests());
    Files.delete(page.resolveSibling("gone.json"));
    PageNavigation.write(dir, groups);
    assertThat(page).doesNotExist();
  }

  @Test
  void write_linkOutOfTheFolder_isNotFollowed() throws IOException {
    Path outside = Files.writeString(dir.resolve("outside.html"), page("outside"));
    Path root = Files.createDirectory(dir.resolve("reports"));
    JsonObject report = IndexSamples.report("com.acme.A", "link", "", "FAILED", 1);
    Path page = IndexSamples.write(root, "com.acme.A", "link", report, "");
    Files.delete(page);
    Files.createSymbolicLink(page, outside);
    ReportFolder.at(root).writeIndex();
    assertThat(outside).hasContent(page("outside"));
    assertThat(page).isSymbolicLink();
  }

  @Test
  void writeIndex_twoForksAtOnce_areWholeAndAgree() throws Exception {
    List<Path> pages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pages.add(failure("com.acme.A", "test" + i, 100 - i));
    }
    ExecutorService forks = Executors.newFixedThreadPool(2);
    try {
      for (Future<?> fork :
          List.of(forks.submit(this::writeTenTimes), forks.submit(this::writeTenTimes))) {
        fork.get();
      }
    } finally {
      forks.shutdownNow();
    }
    for (int i = 0; i < 20; i++) {
      assertThat(pages.get(i))
          .content()
          .startsWith(BEFORE)
          .endsWith(AFTER)
          .containsOnlyOnce("<nav")
          .contains("failure " + (i + 1) + " of 20");
    }
    try (Stream<Path> files = Files.walk(dir)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void nav_ofAPageAlone_hasTheJsonOnly() {
    String nav = Templates.nav(NavView.of(new TestId("com.acme.A", "b\"><script>", "[1]")));
    assertThat(nav).startsWith("<!--nav--><nav").endsWith("</nav><!--/nav-->");
    assertThat(nav).doesNotContain("<script>", "Previous", "failure").containsOnlyOnce("<a ");
  }

  private void writeTenTimes() {
    for (int i = 0; i < 10; i++) {
      writeIndex();
    }
  }

  private void writeIndex() {
    ReportFolder.at(dir).writeIndex();
  }

  private Path failure(String testClass, String method, long millis) throws IOException {
    return test(testClass, method, "FAILED", millis);
  }

  private Path test(String testClass, String method, String status, long millis)
      throws IOException {
    JsonObject report = IndexSamples.report(testClass, method, "", status, millis);
    return IndexSamples.write(dir, testClass, method, report, page(method));
  }

  private static String page(String file) {
    return BEFORE + Templates.nav(NavView.alone(file)) + AFTER;
  }
}
