package io.trackmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the showcase to what it promises: those that fail on purpose fail, for their reason. */
class ShowcaseTest {

  /* Line numbers of the JDK, and what depends on what ran before. */
  private static final Pattern VARIES =
      Pattern.compile(
          "(?<=AbstractStringBuilder\\.java:)\\d+"
              + "|(?m)^(Still reachable|First use|Test code|Other threads).*\\R"
              + "|(?<=(file://|agents: ))/.*/(?=io\\.trackmemory)");

  private static String lasting(String message) {
    return VARIES.matcher(message).replaceAll("");
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void everyTestEndsAsMeant(@TempDir Path reports) throws IOException {
    List<ShownTest> tests = ShowcaseRun.into(reports);
    assertThat(tests).filteredOn(ShownTest::failsOnPurpose).hasSize(12);
    assertThat(tests).allMatch(ShownTest::endedAsMeant, "ended as meant");
    assertThat(tests)
        .as("what the README shows")
        .filteredOn(test -> test.name().equals("DisplayTest.displayThatIsForgotten"))
        .singleElement()
        .satisfies(
            test ->
                assertThat(lasting(Files.readString(Path.of("..", "README.md"))))
                    .contains("\n```\n" + lasting(test.failure().orElse("")) + "\n```\n"));
    assertThat(reports.resolve("index.html")).isNotEmptyFile();
    String catalogue = CatalogueTest.class.getName();
    assertThat(reports.resolve(catalogue + "/treeStaysWithinTheBudget.html"))
        .as("a finding and a section of our own beside what is always looked for")
        .content()
        .contains("<b>A tree of a JSON document</b>")
        .contains("Read token by token, by JsonParser.nextToken().")
        .contains(">Bytes by library</h2>", "<th scope=\"row\">com.fasterxml.jackson</th>")
        .contains("<b>Many small objects</b>", "Catalogue.totalFromTree(Catalogue.java:");
    assertThat(reports.resolve(catalogue + "/tokensStayWithinTheBudget.html"))
        .content()
        .contains("Bytes by library")
        .doesNotContain("A tree of a JSON document", "Catalogue.totalFromTree");
  }
}
