package io.trackmemory.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.ShortForm;
import io.trackmemory.report.WrittenReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told where, by variables that the test sets. */
class AnnouncementsTest {

  @TempDir private Path dir;

  private final List<String> console = new ArrayList<>();
  private final Map<String, String> variables = new TreeMap<>();

  private Announcements announcements() {
    return new Announcements(variables::get, console::add);
  }

  private void tell(WrittenReport report) throws IOException {
    announcements().tell(report, AgentOutput.AUTO, BuildServer.AUTO);
  }

  private WrittenReport failed(String title, String sentence) {
    Path page = dir.resolve("out/com.acme.BookTest/fills[2].html");
    return new WrittenReport(
        page,
        page.resolveSibling("fills[2].json"),
        Optional.of(
            new ShortForm(
                page.resolveSibling("fills[2].md"),
                "# Failed\n",
                title,
                sentence,
                Optional.of(dir.resolve("src/main/java/com/acme/Book.java")),
                58)));
  }

  private WrittenReport failed() {
    return failed("@NoAllocations in BookTest.fills[2]", "it made 5 (128 B)");
  }

  private String path(String end) {
    return dir.resolve("out/com.acme.BookTest").resolve(end).toString();
  }

  @Test
  void tell_nobodyThere_tellsNothing() throws IOException {
    tell(failed());
    assertThat(console).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AI_AGENT", "CLAUDECODE", "CURSOR_AGENT", "GEMINI_CLI", "CODEX_THREAD_ID"})
  void tell_agent_readsTheShortForm(String variable) throws IOException {
    variables.put(variable, "1");
    tell(failed());
    assertThat(console).containsExactly("# Failed\n");
    announcements().tell(failed(), AgentOutput.NEVER, BuildServer.AUTO);
    assertThat(console).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"AI_AGENT,''", "AI_AGENT,0", "CLAUDECODE,false", "AGENT_NAME,1"})
  void tell_variableThatSaysNothing_tellsNothing(String variable, String value) throws IOException {
    variables.put(variable, value);
    tell(failed());
    assertThat(console).isEmpty();
  }

  @Test
  void tell_bySettings() throws IOException {
    announcements().tell(failed(), AgentOutput.ALWAYS, BuildServer.ATTACHMENTS);
    assertThat(console)
        .containsExactly(
            "# Failed\n",
            "[[ATTACHMENT|" + path("fills[2].html") + "]]",
            "[[ATTACHMENT|" + path("fills[2].md") + "]]");
    variables.put("JENKINS_URL", "http://jenkins");
    variables.put("GITHUB_ACTIONS", "true");
    announcements().tell(failed(), AgentOutput.NEVER, BuildServer.NEVER);
    assertThat(console).hasSize(3);
  }

  @Test
  void tell_whatPassed_isNothing() throws IOException {
    variables.put("AI_AGENT", "any");
    variables.put("JENKINS_URL", "http://jenkins");
    variables.put("GITHUB_ACTIONS", "true");
    tell(new WrittenReport(failed().page(), failed().json(), Optional.empty()));
    assertThat(console).isEmpty();
  }

  @Test
  void tell_jenkins_namesWholePaths() throws IOException {
    variables.put("JENKINS_URL", "http://jenkins");
    variables.put("CI_PROJECT_DIR", dir.toString()); // not GitLab's here
    tell(failed());
    assertThat(attachments())
        .containsExactly(path("fills[2].html"), path("fills[2].md"))
        .allMatch(file -> Path.of(file).isAbsolute());
  }

  @Test
  void tell_gitLab_namesPathsBelowTheProject() throws IOException {
    variables.put("GITLAB_CI", "true");
    variables.put("CI_PROJECT_DIR", dir.toString());
    tell(failed());
    assertThat(attachments()).first().isEqualTo("out/com.acme.BookTest/fills[2].html");
    variables.put("CI_PROJECT_DIR", dir.resolve("elsewhere").toString());
    console.clear();
    tell(failed());
    assertThat(attachments()).first().isEqualTo(path("fills[2].html"));
  }

  /* A line of its own, up to the first end, as both read it. */
  private List<String> attachments() {
    Pattern line = Pattern.compile("^\\[\\[ATTACHMENT\\|(.+?)\\]\\]$");
    return console.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void attachments_pathThatCannotBeNamed_isLeftOut() {
    WrittenReport odd =
        new WrittenReport(Path.of("/a]]b/x.html"), Path.of("/a]]b/x.json"), Optional.empty());
    assertThat(Attachments.of(odd, Optional.empty())).isEmpty();
  }

  @Test
  void tell_gitHub_annotatesTheLine() throws IOException {
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_WORKSPACE", dir.toString());
    tell(failed());
    assertThat(console)
        .containsExactly(
            "::error file=src/main/java/com/acme/Book.java,line=58,"
                + "title=@NoAllocations in BookTest.fills[2]::it made 5 (128 B)");
    variables.remove("GITHUB_WORKSPACE");
    console.clear();
    tell(failed());
    assertThat(console).singleElement().asString().startsWith("::error title=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b:c%d", "100%25::error::x", "a\r\n::error::b", "%0A", "=;,::"})
  void tell_gitHub_readsAnyText(String text) throws IOException {
    variables.put("GITHUB_ACTIONS", "true");
    tell(failed(text, text));
    assertThat(console).hasSize(1);
    assertThat(command(console.get(0)))
        .isEqualTo(Map.of("command", "error", "title", text, "data", text));
  }

  /* A command of a workflow as the runner reads it: name, properties, data, each unescaped. */
  private static Map<String, String> command(String line) {
    assertThat(line).startsWith("::").doesNotContain("\n", "\r");
    int end = line.indexOf("::", 2);
    String[] head = line.substring(2, end).split(" ", 2);
    Map<String, String> read = new TreeMap<>(Map.of("command", head[0]));
    for (String property : head[1].split(",", -1)) {
      String[] pair = property.split("=", 2);
      read.put(pair[0], unescaped(pair[1].replace("%3A", ":").replace("%2C", ",")));
    }
    read.put("data", unescaped(line.substring(end + 2)));
    return read;
  }

  private static String unescaped(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }

  @Test
  void tell_gitHub_annotatesTenOfAStep_whateverForksThereAre() throws IOException {
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_STEP_SUMMARY", dir.resolve("summary.md").toString());
    for (int i = 0; i < 7; i++) {
      tell(failed()); // each as from a process of its own
    }
    Announcements last = announcements();
    for (int i = 0; i < 7; i++) {
      last.tell(failed(), AgentOutput.AUTO, BuildServer.AUTO);
    }
    assertThat(console).hasSize(10);
    variables.remove("GITHUB_STEP_SUMMARY");
    console.clear();
    Announcements alone = announcements();
    for (int i = 0; i < 12; i++) {
      alone.tell(failed(), AgentOutput.AUTO, BuildServer.AUTO);
    }
    assertThat(console).hasSize(10);
  }

  @Test
  void tell_gitHub_summaryThatCannotBeWritten_isAnnotatedAllTheSame() {
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_STEP_SUMMARY", dir.toString());
    assertThatThrownBy(() -> tell(failed())).isInstanceOf(IOException.class);
    assertThat(console).hasSize(1);
  }

  @Test
  void add_isBehindWhatOthersWrote_wholeAndBelowAMebibyte() throws IOException {
    Path file = Files.writeString(dir.resolve("summary.md"), "# Of others\n");
    StepSummary summary = new StepSummary(file);
    assertThat(summary.add("one\n")).isZero();
    assertThat(summary.add("two\n")).isEqualTo(1);
    assertThat(file)
        .hasContent("# Of others\n\n<!-- trackmemory -->\none\n\n<!-- trackmemory -->\ntwo\n");
    String text = "\u20ac".repeat(60_000) + "\n";
    for (int i = 0; i < 20; i++) {
      summary.add(text);
    }
    String all = Files.readString(file);
    assertThat(Files.size(file)).isLessThanOrEqualTo(StepSummary.MAX_BYTES);
    assertThat(all)
        .endsWith("More failures than there is room for: see the reports.\n")
        .containsOnlyOnce("trackmemory: full");
    assertThat(all.split("<!-- trackmemory -->", -1)).hasSize(1 + 2 + 5);
  }

  @Test
  void add_byManyAtOnce_losesNone() throws IOException {
    Path file = dir.resolve("summary.md");
    List<Integer> before =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> added(file, "text " + i + "\n"))
            .sorted()
            .toList();
    assertThat(before).containsExactlyElementsOf(IntStream.range(0, 64).boxed().toList());
    assertThat(Files.readString(file).split("text \\d+\n", -1)).hasSize(65);
  }

  private static int added(Path file, String text) {
    try {
      return new StepSummary(file).add(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
