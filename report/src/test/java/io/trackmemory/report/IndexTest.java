package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTest {

  @TempDir private Path dir;

  @Test
  void writeIndex_emptyFolder_saysSo() throws IOException {
    Path missing = dir.resolve("not/there/yet");
    ReportFolder.at(missing).writeIndex();
    assertThat(Files.readString(missing.resolve("index.html")))
        .contains("<h1>No report is in this folder</h1>", ">0 failed<", ">0 passed<")
        .doesNotContain("id=\"iq\"");
  }

  @Test
  void writeIndex_severalOutcomes_failuresFirst() throws IOException {
    ReportFolder folder = folder();
    folder.write(test("aPasses", Status.PASSED));
    folder.write(test("bAborts", Status.ABORTED));
    folder.write(test("cFails", Status.FAILED));
    folder.writeIndex();
    assertThat(index())
        .contains(">1 failed<", ">0 cannot certify<", ">1 aborted<", ">1 passed<")
        .contains("aria-label=\"1 failed, 0 cannot certify, 1 aborted, 1 passed\"")
        .containsSubsequence("./com.acme.Test/cFails.html", "bAborts.html", "aPasses.html");
  }

  @Test
  void writeIndex_showsWhatTheBrokenCheckSaw_inItsWords() throws IOException {
    FakeSnapshot body =
        new FakeSnapshot(
            List.of(Samples.row("byte[]", Samples.user("com.acme.Packer", "pack", 7), 3, 4_096)));
    FakeSnapshot whole =
        new FakeSnapshot(
            List.of(Samples.row("byte[]", Samples.user("com.acme.Packer", "open", 2), 77, 99_999)));
    Verdict peak =
        Samples.verdict(
            About.FIGURES,
            "@LimitPeak(\"1 KiB\")",
            Outcome.FAILED,
            "Expecting at most 1 KiB alive at once but it had 4 KiB:\n  3 x byte[]",
            body);
    Verdict count =
        Samples.verdict(
            About.FIGURES,
            "trackmemory.limit.count=2",
            Outcome.FAILED,
            "Expecting at most 2 allocations but it made 3:\n  3 x byte[]",
            body);
    ReportFolder folder = folder();
    folder.write(Samples.report(Samples.FILLS, Status.FAILED, whole, List.of(peak, count)));
    folder.writeIndex();
    assertThat(index())
        .contains(
            "<code>@LimitPeak<wbr>(&quot;1 KiB&quot;)<wbr></code> <span class=\"d no\">and 1 more</span>",
            "Expecting at most 1 KiB alive at once but it had 4 KiB</span>",
            "Allocates most: <b>fillsAreCheap(), 97.7 KiB</b>",
            "title=\"99,999 B\">97.7 KiB</td><td class=\"n\">100.0 %</td>");
  }

  @Test
  void writeIndex_filesThatAreNoReport_areListedWithTheReason() throws IOException {
    ReportFolder folder = folder();
    folder.write(Samples.leak());
    Path json = Path.of(folder.pageOf(Samples.SESSIONS).toString().replaceFirst("html$", "json"));
    String text = Files.readString(json);
    write("torn.json", text.substring(0, text.length() / 2));
    write("foreign.json", "{\"name\": \"package\"}");
    write("later.json", text.replaceFirst("\"schemaVersion\": \\d+", "\"schemaVersion\": 99"));
    write("list.json", "[1, 2]");
    write("odd.json", text.replace("\"12345678\"", "x").replace("\"FAILED\"", "\"LOST\""));
    Files.write(dir.resolve("other").resolve("binary.json"), new byte[] {(byte) 0xff, 0, 1});
    folder.writeIndex();
    assertThat(index())
        .contains(">1 failed<", ">0 passed<")
        .containsSubsequence(
            "Files that are no report",
            "other/binary.json",
            "not UTF-8",
            "other/foreign.json",
            "schemaVersion",
            "other/later.json",
            "written by a newer TrackMemory: schemaVersion must be at most 2: 99",
            "other/list.json",
            "not the form of a report",
            "other/odd.json",
            "LOST",
            "other/torn.json",
            "no JSON: the text ends too early");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "<!--nav--><nav>x</nav><!--/nav-->",
        "{{title}} {{{assets.css}}} {{/sections}}",
        "\u202etxt.exe\u202c \u200fmark\ufeff \u001b[31m \ud83d",
        "javascript:alert(1)",
        "../../etc/passwd",
      })
  void writeIndex_hostileTextEverywhere_addsNoTagAndNothingUnseen(String text) throws IOException {
    writeHostile("benign");
    List<String> tags = tags(index());
    writeHostile(text);
    String index = index();
    assertThat(tags(index)).isEqualTo(tags);
    assertThat(index).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n]]");
    assertThat(index).doesNotContainPattern("(src|href)=\"(https?:|//|javascript)");
  }

  @Test
  void writeIndex_tenThousandCharacters_areCut() throws IOException {
    writeHostile("n".repeat(10_000));
    assertThat(index()).doesNotContain("n".repeat(301)).contains("and 9,700 more characters");
  }

  /** The text wherever a report can have one. */
  private void writeHostile(String text) throws IOException {
    JsonObject line = IndexSamples.line(text, text, "USER").with("file", text);
    JsonObject verdict =
        IndexSamples.verdict(text, "FAILED")
            .with("message", text)
            .with("blame", new JsonObject().with("line", line).with("caller", Optional.empty()));
    for (int i = 1; i <= 2; i++) {
      JsonObject report =
          IndexSamples.report(text, text, "[" + i + text + "]", "FAILED", i)
              .with("verdicts", List.of(verdict))
              .with("totals", IndexSamples.left(1, 24, 0, false));
      IndexSamples.write(dir, "hashed", "name" + i, report, "");
    }
    folder().writeIndex();
  }

  private static List<String> tags(String page) {
    return Pattern.compile("<[^ >]*")
        .matcher(page.replace("<wbr>", ""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void writeIndex_manyWritersAtOnce_hasAllReportsAndEachIsWhole() throws Exception {
    ExecutorService forks = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      IntStream.range(0, 8).forEach(fork -> running.add(forks.submit(() -> writeMany(fork))));
      for (Future<?> fork : running) {
        fork.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a writer failed", e);
    } finally {
      forks.shutdownNow();
    }
    assertThat(index()).contains(">80 failed<").doesNotContain("Files that are no report");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void write_checkNotAboutLeaks_neverSearchesForLeaks() throws IOException {
    FakeSnapshot snapshot = new FakeSnapshot(List.of());
    Verdict verdict =
        Samples.verdict(
            About.FIGURES,
            "allocations().fromMethod(\"Leak.find\").isEmpty()",
            Outcome.FAILED,
            "",
            snapshot);
    folder().write(Samples.report(Samples.FILLS, Status.FAILED, snapshot, List.of(verdict)));
    assertThat(snapshot.leakSearches()).isZero();
    assertThat(Files.readString(folder().pageOf(Samples.FILLS)))
        .doesNotContain("<h2 id=\"h-leaks\">");
  }

  @Test
  void write_severalChecksAboutOneSnapshotsLeaks_searchOnce() {
    FakeSnapshot snapshot = new FakeSnapshot(List.of()).withLeaks(LeakResult.NONE);
    Verdict verdict = Samples.verdict(About.LEAKS, "hasNoLeaks()", Outcome.PASSED, "", snapshot);
    Verdict part =
        Samples.verdict(
            About.LEAKS, "since(\"open\").leaks().isEmpty()", Outcome.PASSED, "", snapshot);
    folder().write(Samples.report(Samples.FILLS, Status.PASSED, snapshot, List.of(verdict, part)));
    assertThat(snapshot.leakSearches()).isEqualTo(1);
  }

  @Test
  void write_nothingCouldBeMeasured_showsNotAvailableInsteadOfZero() throws IOException {
    FakeSnapshot snapshot = new FakeSnapshot(List.of()).withUncertified("no agent");
    folder().write(Samples.report(Samples.FILLS, Status.ABORTED, snapshot, List.of()));
    folder().writeIndex();
    assertThat(Files.readString(folder().pageOf(Samples.FILLS)))
        .contains("<dt>Allocated objects</dt><dd>n/a</dd>")
        .contains("<dt>Peak of live bytes</dt><dd>n/a</dd>")
        .contains("Nothing could be measured");
    assertThat(index())
        .contains(
            "title=\"no check was made\">n/a<", "No test looked for leaks", "No allocation was")
        .contains("<dd title=\"no test looked for leaks\">n/a</dd>");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void write_tenThousandLines_isASmallPageThatSaysWhatIsLeftOut() throws IOException {
    TestReport report = DemoPages.large(10_000);
    folder().write(report);
    Path page = folder().pageOf(report.test());
    assertThat(Files.size(page)).isLessThan(400_000);
    assertThat(Files.readString(page))
        .containsPattern("9,\\d+ more lines left out here, [\\d.]+ MiB \\(");
  }

  private void writeMany(int fork) {
    for (int i = 0; i < 10; i++) {
      folder().write(test("test" + fork + "x" + i, Status.FAILED));
      folder().write(test("same", Status.FAILED));
      folder().writeIndex();
    }
    folder().remove(new TestId("com.acme.Test", "same", ""));
    folder().writeIndex();
  }

  private static TestReport test(String method, Status status) {
    TestId id = new TestId("com.acme.Test", method, "");
    return Samples.report(id, status, new FakeSnapshot(List.of()), List.of());
  }

  private ReportFolder folder() {
    return ReportFolder.at(dir, Samples.CONDITIONS);
  }

  private String index() throws IOException {
    return Files.readString(dir.resolve("index.html"))
        .replace(Assets.shared().css(), "")
        .replace(Assets.shared().script(), "");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(dir.resolve("other"));
    Files.writeString(dir.resolve("other").resolve(name), text);
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
