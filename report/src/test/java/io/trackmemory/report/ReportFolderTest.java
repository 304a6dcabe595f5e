package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.TestReport.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

  @TempDir private Path dir;

  @Test
  void write_brokenLimit_equalsGoldenFiles() throws IOException {
    folder().write(Samples.tooManyAllocations());
    assertGolden("allocations", Samples.FILLS);
  }

  @Test
  void write_leak_equalsGoldenFiles() throws IOException {
    folder().write(Samples.leak());
    assertGolden("leak", Samples.SESSIONS);
  }

  @Test
  void writeIndex_severalReports_equalsGoldenFile() throws IOException {
    folder().write(Samples.tooManyAllocations());
    folder().write(Samples.leak());
    folder().writeIndex();
    Golden.assertEquals("index.html", withoutAssets(Files.readString(dir.resolve("index.html"))));
  }

  @Test
  void write_again_replaces() throws IOException {
    folder().write(Samples.tooManyAllocations());
    TestReport passed =
        Samples.report(Samples.FILLS, Status.PASSED, new FakeSnapshot(List.of()), List.of());
    folder().write(passed);
    assertThat(folder().pageOf(Samples.FILLS)).content().contains("</svg>Passed</span>");
    assertThat(files()).containsExactlyInAnyOrder("fillsAreCheap.html", "fillsAreCheap.json");
  }

  @Test
  void write_folderIsAFile_saysWhichFolder() throws IOException {
    Path file = Files.createFile(dir.resolve("taken"));
    ReportFolder folder = ReportFolder.at(file, Samples.CONDITIONS);
    assertThatThrownBy(() -> folder.write(Samples.leak()))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("com.acme.ServerTest.closesItsSessions[2]")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("trackmemory.report.dir")
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(folder::writeIndex)
        .isInstanceOf(ReportException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void remove_reportOfAnEarlierRun_isGone() throws IOException {
    folder().remove(Samples.FILLS);
    folder().write(Samples.tooManyAllocations());
    folder().remove(Samples.FILLS);
    assertThat(files()).isEmpty();
  }

  @Test
  void addressOf_ordinaryTest_isAFileAddress() {
    assertThat(folder().addressOf(Samples.FILLS).toString())
        .startsWith("file:///")
        .endsWith("/com.acme.OrderBookTest/fillsAreCheap.html");
  }

  private ReportFolder folder() {
    return ReportFolder.at(dir, Samples.CONDITIONS);
  }

  private void assertGolden(String name, TestId test) throws IOException {
    Path page = folder().pageOf(test);
    String json = page.toString().replaceFirst("html$", "json");
    Golden.assertEquals(name + ".json", Files.readString(Path.of(json)));
    Golden.assertEquals(name + ".html", withoutAssets(Files.readString(page)));
  }

  /** Style and script change without changing what a page says. */
  private static String withoutAssets(String page) {
    return page.replace(Assets.shared().css(), "")
        .replace(Assets.shared().script(), "")
        .replaceAll("content=\"default-src[^\"]*\"", "content=\"\"");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }
}
