package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Checkpoint;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.LeakResult.SetApart;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a test is called, says or allocates becomes part of the page's own language. */
class HostileTextTest {

  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029&&[^\\n\\u200c\\u200d]]");

  /* Attributes whose text a test gives; a quote in it would end them. */
  private static final Pattern OF_TEST = Pattern.compile("( (?:title|href|aria-label))=\"[^\"]*\"");

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "</style><style>*{display:none}</style>",
        "\"'><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "<!-- <script> ]]>",
        "{{conditions}} {{{assets.css}}} {{#failures}} {{=<% %>=}}",
        "&lt;b&gt; &amp; &#60;",
        "line\u2028separator\u2029paragraph\u0085next",
        "\u001b[31mred\u001b[0m \u0000 \u0007 \b \f \r",
        "\u202etxt.exe\u202c \u2066isolated\u2069 \u200fmark \ufeff",
        "unpaired \ud83d surrogate \udc00",
        "javascript:alert(1)",
        "../../etc/passwd",
      })
  void write_hostileTextEverywhere_addsNoTagAndNothingUnseen(String text) throws IOException {
    String page = page(hostile(text));
    String benign = page(hostile("benign"));

    assertThat(tags(page)).isEqualTo(tags(benign));
    assertThat(UNSEEN.matcher(page).find()).isFalse();
    assertThat(page).doesNotContain("onerror=").doesNotContain("onmouseover=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script>",
        "\u2028 \u202e \u001b \u0000",
        "\\\"\n\r\t",
        "\ud83d",
        "\ud83d\ude00"
      })
  void write_hostileText_isTheSameTextInTheJson(String text) throws IOException {
    TestReport report = hostile(text);
    ReportFolder.at(dir, Samples.CONDITIONS).write(report);
    String page = ReportFolder.at(dir).pageOf(report.test()).toString();
    String json = Files.readString(Path.of(page.replaceFirst("html$", "json")));

    assertThat(JsonReader.read(json)).extracting("test").extracting("displayName").isEqualTo(text);
    assertThat(UNSEEN.matcher(json).find()).isFalse();
    assertThat(json).doesNotContain("<");
  }

  @Test
  void writeIndex_hostileNames_addsNoTag() throws IOException {
    ReportFolder folder = ReportFolder.at(dir, Samples.CONDITIONS);
    folder.write(hostile("\"><script>alert(1)</script>\u202e{{title}}"));
    folder.writeIndex();
    String index = Files.readString(dir.resolve("index.html"));
    assertThat(index).containsOnlyOnce("<script>").doesNotContain("\u202e").contains("{{title}}");
  }

  @Test
  void write_tenThousandCharacters_areCutOnThePageAndWholeInTheJson() throws IOException {
    String name = "n".repeat(10_000);
    TestReport report = hostile(name);
    assertThat(page(report))
        .contains("<b>" + "n".repeat(300) + " ... and 9,700 more characters</b>");
    String json =
        ReportFolder.at(dir).pageOf(report.test()).toString().replaceFirst("html$", "json");
    assertThat(Files.readString(Path.of(json))).contains("\"displayName\": \"" + name + "\"");
  }

  @Test
  void write_exceptionWithoutUsableMessage_isStillReported() throws IOException {
    Throwable broken =
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new AssertionError("no message either");
          }
        };
    TestReport sample = Samples.leak();
    TestReport report =
        new TestReport(
            sample.test(),
            "broken",
            Status.FAILED,
            Optional.of(broken),
            sample.snapshot(),
            Checks.NONE,
            sample.finishedAt(),
            sample.elapsed());
    assertThat(page(report)).contains("(not readable: java.lang.AssertionError)");
  }

  private String page(TestReport report) throws IOException {
    ReportFolder folder = ReportFolder.at(dir, Samples.CONDITIONS);
    folder.write(report);
    return Files.readString(folder.pageOf(report.test()));
  }

  /** The tags of a page, and the attributes that are not text of a test. */
  private static List<String> tags(String page) {
    String body = page.replace(Assets.shared().css(), "").replace(Assets.shared().script(), "");
    return Pattern.compile("<[^>]*>")
        .matcher(body)
        .results()
        .filter(tag -> !tag.group().equals("<wbr>")) // ours, as many as a text has places to break
        .map(tag -> OF_TEST.matcher(tag.group()).replaceAll("$1"))
        .toList();
  }

  /** The text wherever a test can put one. */
  static TestReport hostile(String text) {
    AllocationSite site = new AllocationSite(text, text, text, 1, Origin.LIBRARY);
    SiteStatistics row = new SiteStatistics(text, site, Optional.of(site), 2, text, false, 1, 16);
    Leak leak =
        new Leak(
            text,
            text,
            List.of(new ChainLink(text, text, true), new ChainLink(text, "", true)),
            OptionalInt.of(0),
            List.of(row),
            OptionalLong.of(16));
    FakeSnapshot snapshot =
        new FakeSnapshot(List.of(row))
            .withApart(List.of(row), List.of(new ThreadStatistics(text, 7, false, 1, 16)))
            .withCheckpoints(new Checkpoint(text, 1, 16, 100))
            .withUncertified("x" + text)
            .withLeaks(
                new LeakResult(
                    List.of(leak),
                    List.of(new SetApart(text, 1, 16)),
                    Optional.empty(),
                    Optional.of("x" + text)));
    Verdict verdict =
        Samples.verdict(
            Verdict.About.LEAKS, "hasNoLeaks " + text, Outcome.FAILED, "x" + text, snapshot);
    TestReport report =
        Samples.report(new TestId(text, text, "[1]"), Status.FAILED, snapshot, List.of(verdict));
    return new TestReport(
        report.test(),
        text,
        report.status(),
        report.failure(),
        snapshot,
        report.checks(),
        report.finishedAt(),
        report.elapsed());
  }
}
