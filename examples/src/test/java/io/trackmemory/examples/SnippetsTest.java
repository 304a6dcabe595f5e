package io.trackmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and docs show in Java compiles, and what of it is a test ends as they say. */
class SnippetsTest {

  private static List<Snippet> documented() throws IOException {
    List<Snippet> snippets = new ArrayList<>(Snippet.in(Path.of("..", "README.md")));
    try (Stream<Path> docs = Files.list(Path.of("..", "docs"))) {
      for (Path page : docs.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        snippets.addAll(Snippet.in(page));
      }
    }
    return snippets;
  }

  @Test
  void everySnippetCompiles() throws IOException {
    SnippetCompiler compiled = SnippetCompiler.of(documented());
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.classes()).hasSizeGreaterThan(30);
  }

  @Test
  void snippetThatDoesNotCompile_isToldByDocumentAndLine(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        # Page
        ```java
        import java.util.List;
        ```
          ```java
          List<String> none = List.of();
          none.allocate();
          ```
        ```java
        int before = 1;
        @Deprecated
        void members() { ... }
        void more() { missing(); }
        ```
        ```java
        public final class Declared {
          int wrong() { return ""; }
        }
        ```
        """);
    assertThat(SnippetCompiler.of(Snippet.in(page)).errors())
        .satisfiesExactly(
            error -> assertThat(error).startsWith("page.md:7: ").contains("allocate()"),
            error -> assertThat(error).startsWith("page.md:13: ").contains("missing()"),
            error -> assertThat(error).startsWith("page.md:17: ").contains("String"));
  }

  /* What cannot be compiled here: other languages and frameworks. */
  private static final Pattern OF_A_PROJECT =
      Pattern.compile("(?ms)^```\\w+ (?<file>\\S+)$(?<code>.*?)^```$");

  @Test
  void snippetOfAProject_isInItsFile() throws IOException {
    Matcher snippet = OF_A_PROJECT.matcher(Files.readString(Path.of("..", "docs", "guide.md")));
    int found = 0;
    for (; snippet.find(); found++) {
      String file = Files.readString(Path.of("..").resolve(snippet.group("file")));
      assertThat(snippet.group("code").split("(?m)^ *\\.\\.\\.$"))
          .as(snippet.group("file"))
          .allSatisfy(part -> assertThat(file).contains(part.strip()));
    }
    assertThat(found).isEqualTo(5);
  }

  @Test
  @Tag("slow")
  void everySnippetEndsAsTold(@TempDir Path folder) throws Exception {
    List<Snippet> snippets = documented();
    List<ShownTest> tests =
        ShowcaseRun.of(
            SnippetCompiler.of(snippets).load().map(each -> selectClass(each)).toList(), folder);
    assertThat(tests)
        .filteredOn(test -> test.failure().isPresent())
        .as("those that fail in the README on purpose")
        .extracting(ShownTest::name)
        .containsExactlyInAnyOrder(
            snippets.get(0).className() + ".displayThatIsForgotten",
            snippets.get(1).className() + ".keepsNothing");
    assertThat(tests.stream().map(test -> test.name().replaceFirst("\\..*", "")).distinct())
        .as("classes whose tests ran")
        .containsExactlyInAnyOrderElementsOf(
            snippets.stream()
                .filter(each -> !each.isOfImportsOnly() && each.hasTests())
                .map(Snippet::className)
                .toList());
  }
}
