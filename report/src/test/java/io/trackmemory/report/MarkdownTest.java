package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read by a parser of CommonMark, a text is code and the same text again. */
class MarkdownTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "`",
        "``",
        "a`b``c```d",
        "`a`",
        " a ",
        " ",
        "*b* _c_ <b> [x](y) | # > -",
        "```\n```",
      })
  void code_isTheText(String text) {
    String[] seen = new String[1];
    Parser.builder()
        .build()
        .parse("- " + Markdown.code(text, 100) + " after")
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Code code) {
                assertThat(seen[0]).isNull();
                seen[0] = code.getLiteral();
              }
            });
    assertThat(seen[0].strip()).isEqualTo(text.replace("\n", "\\u000a").strip());
  }

  @Test
  void block_isTheLines() {
    List<String> lines = List.of("a", "```", "  `````` b", "# no heading", "");
    Node first =
        Parser.builder()
            .build()
            .parse(Markdown.block("sh", lines, 100) + "\n\nafter")
            .getFirstChild();
    assertThat(first).isInstanceOf(FencedCodeBlock.class);
    assertThat(((FencedCodeBlock) first).getLiteral()).isEqualTo(String.join("\n", lines) + "\n");
    assertThat(first.getNext()).isNotNull();
  }

  @Test
  void code_tooLong_isCutBetweenCharacters() {
    assertThat(Markdown.code("abcdefghijk", 10)).isEqualTo("`abcdefg...`");
    assertThat(Markdown.code("abcdef\ud83d\ude00ghij", 10)).isEqualTo("`abcdef...`");
    assertThat(Markdown.code("\u202e".repeat(9), 20)).hasSize(22);
  }

  @Test
  void wholeCode_tooLong_isNone() {
    assertThat(Markdown.wholeCode("abc", 3)).isEqualTo(Optional.of("`abc`"));
    assertThat(Markdown.wholeCode("abcd", 3)).isEmpty();
    assertThat(Markdown.wholeCode("\u202e", 3)).isEmpty();
  }
}
