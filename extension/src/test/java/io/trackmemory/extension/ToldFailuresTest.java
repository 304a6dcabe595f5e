package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Failures where people and agents look: on the console, and among JUnit's published files. */
class ToldFailuresTest {

  @TempDir Path folder;

  private Outcome run(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "trackmemory.report", "always", "trackmemory.report.dir", reports().toString()));
    all.addAll(List.of(settings));
    return Fixtures.run(TwoTestCases.class, all.toArray(String[]::new));
  }

  private Path reports() {
    return folder.resolve("reports");
  }

  private Path report(String name) {
    return reports().resolve(TwoTestCases.class.getName()).resolve(name);
  }

  private static String printed(Runnable work) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void agent_always_printsEachFailureOnce() throws IOException {
    String printed = printed(() -> run("trackmemory.report.agent", "always"));
    String file = Files.readString(report("fails.md"));
    assertThat(file).startsWith("# Failed: `").contains("`@NoAllocations` failed");
    assertThat(printed).isEqualTo(file + System.lineSeparator());
  }

  /* What other threads of this JVM happened to do is told, too. */
  private static String withoutOthers(Throwable failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\nOther threads, not counted: .*", "");
  }

  @Test
  void agent_changesNoMessage() {
    List<String> messages = new ArrayList<>();
    for (String agent : List.of("always", "never")) {
      Supplier<Outcome> run = () -> run("trackmemory.report.agent", agent);
      printed(() -> messages.add(withoutOthers(run.get().failureOf("fails()"))));
    }
    assertThat(messages.get(0))
        .isEqualTo(messages.get(1))
        .endsWith("\nReport: in short, for agents: " + report("fails.md"));
  }

  @Test
  void ci_attachments_namesTheFiles() {
    assertThat(printed(() -> run("trackmemory.report.ci", "attachments")).lines())
        .containsExactly(
            "[[ATTACHMENT|" + report("fails.html") + "]]",
            "[[ATTACHMENT|" + report("fails.md") + "]]");
  }

  @Test
  void nobodyToTell_printsNothing() {
    assertThat(printed(() -> run())).isEmpty();
  }

  @Test
  void published_leadsToThePage_andHasTheShortForm() throws IOException {
    Map<String, List<Path>> files = published();
    assertThat(files).containsOnlyKeys("fails()");
    assertThat(files.getOrDefault("fails()", List.of()))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("fails.html", "fails.md");
    Path page = files.getOrDefault("fails()", List.of()).get(0);
    String link = Files.readString(page).replaceFirst("(?s).*<a href=\"(.*?)\".*", "$1");
    assertThat(Path.of(page.toUri().resolve(link))).isEqualTo(report("fails.html"));
    assertThat(page).isNotEqualTo(report("fails.html"));
    assertThat(Files.size(page)).isLessThan(1_000);
    assertThat(files.getOrDefault("fails()", List.of()).get(1))
        .hasSameTextualContentAs(report("fails.md"));
  }

  @Test
  void published_copies_areAllOfIt_eachTime() throws IOException {
    published("trackmemory.report.publish", "copies");
    Map<String, List<Path>> files = published("trackmemory.report.publish", "copies");
    assertThat(files).containsOnlyKeys("fails()");
    assertThat(files.getOrDefault("fails()", List.of()))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("fails.html", "fails.json", "fails.md");
    List<Path> copies = files.getOrDefault("fails()", List.of());
    assertThat(copies.get(0)).content().contains("<h1><code>@NoAllocations</code>");
    assertThat(copies.get(1)).hasSameTextualContentAs(report("fails.json"));
    assertThat(copies.get(2)).hasSameTextualContentAs(report("fails.md"));
  }

  @Test
  void published_never_isNone() throws IOException {
    assertThat(published("trackmemory.report.publish", "never")).isEmpty();
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(file -> file.toString().endsWith(".html"))).hasSize(2 + 1);
    }
  }

  /* By display name of the test, as a launcher tells a build tool. */
  private Map<String, List<Path>> published(String... settings) {
    Map<String, List<Path>> files = new TreeMap<>();
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(TwoTestCases.class))
            .configurationParameter("trackmemory.report", "always")
            .configurationParameter("trackmemory.report.dir", reports().toString())
            .configurationParameter(
                "junit.platform.reporting.output.dir", folder.resolve("junit").toString());
    for (int i = 0; i < settings.length; i += 2) {
      request.configurationParameter(settings[i], settings[i + 1]);
    }
    LauncherFactory.create()
        .execute(
            request.build(),
            new TestExecutionListener() {
              @Override
              public void fileEntryPublished(TestIdentifier test, FileEntry file) {
                files
                    .computeIfAbsent(test.getDisplayName(), key -> new ArrayList<>())
                    .add(file.getPath());
              }
            });
    return files;
  }

  @NoAllocations
  static class TwoTestCases {
    Object field = this;

    @Test
    void passes() {}

    @Test
    void fails() {
      field = new Object();
    }
  }
}
