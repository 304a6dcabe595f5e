package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderCommandsTest {

  @TempDir Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int compare(Path before, Path after) {
    return compare(before, after, "0%", Optional.empty());
  }

  private int compare(Path before, Path after, String tolerance, Optional<Path> html) {
    return commands().compare(before, after, tolerance, false, html, Optional.empty());
  }

  private FolderCommands commands() {
    return new FolderCommands(new PrintWriter(out), new PrintWriter(err));
  }

  private Path before() throws IOException {
    return ComparisonSamples.before(dir.resolve("before"));
  }

  private Path after() throws IOException {
    return ComparisonSamples.after(dir.resolve("after"));
  }

  @Test
  void compare_worse_isOne() throws IOException {
    assertThat(compare(before(), after())).isEqualTo(FolderCommands.WORSE);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void compare_equalRuns_isZero() throws IOException {
    assertThat(compare(before(), ComparisonSamples.before(dir.resolve("again")))).isZero();
    assertThat(out.toString())
        .endsWith(
            "0 worse, 0 better, 0 changed, 0 only in the second, 0 only in the first, 6 unchanged\n");
  }

  @Test
  void compare_better_isZero() throws IOException {
    ComparisonSamples.write(
        dir.resolve("a"),
        ComparisonSamples.report(
            "test", "PASSED", List.of(), ComparisonSamples.row("A", "fill", 1, 2, 32)));
    ComparisonSamples.write(
        dir.resolve("b"),
        ComparisonSamples.report(
            "test", "PASSED", List.of(), ComparisonSamples.row("A", "fill", 1, 1, 16)));
    assertThat(compare(dir.resolve("a"), dir.resolve("b"))).isZero();
    assertThat(compare(dir.resolve("b"), dir.resolve("a"))).isEqualTo(FolderCommands.WORSE);
  }

  /** What could be compared is told all the same, and nobody takes it for all. */
  @Test
  void compare_badFile_isTwo_andTheRestIsCompared() throws IOException {
    Path torn = Files.writeString(after().resolve("com.acme.BookTest/same.json"), "{\"schema");
    assertThat(compare(before(), dir.resolve("after"))).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(out.toString()).contains("com.acme.BookTest.fills: passed, now failed");
    assertThat(err.toString())
        .startsWith("error: " + torn + " is no report that can be read: no JSON at character ")
        .hasLineCount(1);
  }

  @Test
  void compare_newerSchema_isTwo_andSaysSo() throws IOException {
    ComparisonSamples.write(
        dir.resolve("newer"),
        ComparisonSamples.report("same", "PASSED", List.of()).with("schemaVersion", 99));
    assertThat(compare(before(), dir.resolve("newer"))).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .contains("written by a newer TrackMemory: schemaVersion must be at most 2: 99");
  }

  /** Else it would be a comparison that finds nothing, as it has nothing to look at. */
  @Test
  void compare_runsWithoutATestInCommon_isTwo() throws IOException {
    Path one = dir.resolve("one");
    Path other = dir.resolve("other");
    ComparisonSamples.write(one, ComparisonSamples.report("this", "PASSED", List.of()));
    ComparisonSamples.write(other, ComparisonSamples.report("that", "PASSED", List.of()));
    assertThat(compare(one, other)).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "error: no test is in both runs, so that nothing was compared: "
                + one
                + " and "
                + other);
  }

  @Test
  void compare_noFolder_isTwo_andSaysWhichIsNeeded() throws IOException {
    Path none = dir.resolve("none");
    assertThat(compare(before(), none)).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "error: there is no folder "
                + none
                + "; give a folder with a folder for each test class, such as target/trackmemory");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void compare_file_isTwo() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThat(compare(file, after())).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString()).startsWith("error: " + file + " is no folder; give a folder with");
  }

  @Test
  void compare_emptyFolder_isTwo_andNamesTheOneInIt() throws IOException {
    Path target = Files.createDirectories(dir.resolve("target"));
    assertThat(compare(before(), target)).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("error: no report is in " + target + "; give a folder with")
        .contains("trackmemory.report=always");
    Files.createDirectories(target.resolve("trackmemory"));
    compare(before(), target);
    assertThat(err.toString()).contains("target/trackmemory: " + target.resolve("trackmemory"));
  }

  @Test
  void compare_sameFolder_isTwo() throws IOException {
    assertThat(compare(before(), before())).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString()).startsWith("error: the two runs must not be the same folder: ");
  }

  @Test
  void compare_badTolerance_isTwo() throws IOException {
    assertThat(compare(before(), after(), "much", Optional.empty()))
        .isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "error: a tolerance must be a share in percent, such as 5% or 0.5%: \"much\"");
  }

  @Test
  void compare_pageThatCannotBeWritten_isTwo() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThat(compare(before(), after(), "0", Optional.of(file.resolve("page.html"))))
        .isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .startsWith("error: " + file.resolve("page.html") + " cannot be written: ");
  }

  @Test
  void page_ofRunsOfWhichOneWasChanged_worstFirst() throws IOException {
    Path page = dir.resolve("out/page.html");
    assertThat(compare(before(), after(), "0", Optional.of(page))).isEqualTo(FolderCommands.WORSE);
    Golden.assertEquals("comparison.html", plain(page).replace(dir.toString(), "<dir>"));
  }

  private static String plain(Path page) throws IOException {
    return Files.readString(page)
        .replace(Assets.shared().css(), "")
        .replace(Assets.shared().script(), "")
        .replace(Assets.shared().policy(), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "{{title}} {{{assets.css}}} {{/sections}}",
        "\u202etxt.exe\u202c \u200fmark\ufeff \u001b[31m \ud83d",
        "javascript:alert(1)"
      })
  void hostileNames_addNoTagAndNothingUnseen(String text) throws IOException {
    List<String> tags = tags(hostile("benign"));
    String page = hostile(text);
    assertThat(tags(page)).isEqualTo(tags);
    assertThat(page).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n]]");
    assertThat(page).doesNotContainPattern("(src|href)=\"(https?:|//|javascript)");
    assertThat(out.toString()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n]]");
  }

  /** The text wherever a report can have one. */
  private String hostile(String text) throws IOException {
    for (int run = 1; run <= 2; run++) {
      JsonObject row = ComparisonSamples.row(text, text, run, run, 16L * run);
      row.with("line", IndexSamples.line(text, text, "LIBRARY").with("file", text));
      row.with("caller", IndexSamples.line(text, text, "USER"));
      JsonObject check = ComparisonSamples.check(text, "FAILED", "BYTES", 1, run);
      JsonObject report =
          IndexSamples.report(text, text, "[" + text + "]", "FAILED", 1)
              .with("totals", IndexSamples.totals(run, 16L * run))
              .with("verdicts", List.of(check))
              .with(
                  "measurements",
                  List.of(
                      new JsonObject().with("check", Optional.empty()).with("sites", List.of(row))))
              .with("conditions", ComparisonSamples.conditions("17" + text, text));
      IndexSamples.write(dir.resolve("run" + run), "hashed", "name", report, "");
    }
    Path page = dir.resolve("page.html");
    assertThat(compare(dir.resolve("run1"), dir.resolve("run2"), "0", Optional.of(page)))
        .isEqualTo(FolderCommands.WORSE);
    return plain(page);
  }

  private static List<String> tags(String page) {
    return Pattern.compile("<[^ >]*")
        .matcher(page.replace("<wbr>", ""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void merge_saysWhatItMerged() throws IOException {
    Path all = dir.resolve("all");
    assertThat(commands().merge(all, List.of(before(), after()))).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("12 reports of 2 folders in " + all.resolve("index.html"));
  }

  @Test
  void merge_badFile_isTwo_andTheRestIsMerged() throws IOException {
    Path torn = Files.writeString(after().resolve("com.acme.BookTest/torn.json"), "{\"schema");
    Path all = dir.resolve("all");
    assertThat(commands().merge(all, List.of(before(), dir.resolve("after"))))
        .isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString()).startsWith("error: " + torn + " is no report");
    assertThat(all.resolve("index.html")).content().contains("torn.json", "fills");
  }

  @Test
  void merge_targetInUse_isTwo_andNothingIsWritten() throws IOException {
    Path all = Files.createDirectories(dir.resolve("all"));
    Files.writeString(all.resolve("mine.txt"), "");
    assertThat(commands().merge(all, List.of(before()))).isEqualTo(FolderCommands.BAD_INPUT);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "error: the folder to merge into must be empty or not exist: " + all);
    assertThat(all).isDirectoryNotContaining("glob:**.html");
  }
}
