package io.trackmemory.dsl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineReaderTest {

  private static final String TWO =
      """
      # Baselines of com.acme.OrderBookTest: what its tests allocate, by type and method.
      # -Dtrackmemory.baseline.update=true accepts other figures; comments and tolerances stay.

      == closes
      measured: JDK 17.0.15+6, header 12 B, reference 4 B, alignment 8 B
      total: 0 objects, 0 B

      # the busiest one
      == fills
      # a buffer may be one larger
      tolerance: 5 %, 64 B: the pool may take one more buffer
      measured: JDK 17.0.15+6, header 12 B, reference 4 B, alignment 8 B
      1 x java.lang.Object[] in com.acme.OrderBook.fills: 56 B
      # one a match
      3 x java.lang.Integer in com.acme.OrderBook.match: 48 B
      peak: at most 104 B
      growth: 16 B a run
      total: 4 objects, 104 B
      measured: JDK 25.0.3+9-LTS, header 12 B, reference 4 B, alignment 8 B
      1 x java.lang.Object[] in com.acme.OrderBook.fills: 40 B
      total: 1 object, 40 B
      # nothing else
      """;

  private static BaselineText read(String text) throws BaselineException {
    return BaselineReader.read("book.txt", text);
  }

  @Test
  void read_ofWhatWasWritten_isTheSame() throws BaselineException {
    BaselineText text = read(TWO);
    assertThat(text).hasToString(TWO);
    assertThat(text.entries().keySet()).containsExactly("closes", "fills");
    BaselineEntry fills = text.entry("fills").orElseThrow();
    assertThat(fills.line()).isEqualTo(9);
    assertThat(fills.variants()).hasSize(2);
    BaselineFigures first = fills.variants().get(0);
    assertThat(first.lines())
        .containsExactly(
            new BaselineLine("java.lang.Object[]", "com.acme.OrderBook.fills", 1, 56),
            new BaselineLine("java.lang.Integer", "com.acme.OrderBook.match", 3, 48));
    assertThat(first.peakAtMost()).hasValue(104);
    assertThat(first.growthPerRun()).hasValue(16);
    assertThat(fills.tolerance().orElseThrow().allowed(10_000)).isEqualTo(500);
    assertThat(fills.tolerance().orElseThrow().allowed(100)).isEqualTo(64);
  }

  @Test
  void read_linesOfWindows_areLinesToo() throws BaselineException {
    assertThat(read(TWO.replace("\n", "\r\n"))).hasToString(TWO);
  }

  @Test
  void read_unsorted_isWrittenSorted() throws BaselineException {
    String[] parts = TWO.split("\n\n", -1);
    String swapped = parts[0] + "\n\n" + parts[2] + "\n" + parts[1] + "\n";
    assertThat(read(swapped)).hasToString(TWO);
  }

  @Test
  void with_otherFigures_keepsCommentsAndTolerance() throws BaselineException {
    BaselineEntry fills = read(TWO).entry("fills").orElseThrow();
    BaselineFigures other =
        BaselineFigures.of(
            fills.variants().get(0).platform(),
            List.of(new BaselineLine("java.lang.Long", "com.acme.OrderBook.match", 1, 16)),
            OptionalLong.empty(),
            OptionalLong.empty());
    assertThat(read(TWO).with(fills.with(other)).toString())
        .isEqualTo(
            TWO.replace("# a buffer", "# one a match\n# a buffer")
                .replaceFirst(
                    "(?s)1 x java.lang.Object.*?total: 4 objects, 104 B",
                    "1 x java.lang.Long in com.acme.OrderBook.match: 16 B\ntotal: 1 object, 16 B"));
  }

  @Test
  void with_figuresOfAnotherJdk_addsABlock() throws BaselineException {
    BaselineEntry closes = read(TWO).entry("closes").orElseThrow();
    BaselinePlatform of25 = read(TWO).entry("fills").orElseThrow().variants().get(1).platform();
    BaselineFigures other =
        BaselineFigures.of(
            of25,
            List.of(new BaselineLine("java.lang.Long", "com.acme.OrderBook.close", 1, 16)),
            OptionalLong.empty(),
            OptionalLong.empty());
    assertThat(read(TWO).with(closes.with(other)).toString())
        .isEqualTo(
            TWO.replace(
                "total: 0 objects, 0 B\n",
                """
                total: 0 objects, 0 B
                measured: JDK 25.0.3+9-LTS, header 12 B, reference 4 B, alignment 8 B
                1 x java.lang.Long in com.acme.OrderBook.close: 16 B
                total: 1 object, 16 B
                """));
    assertThat(closes.with(other).of(of25)).isEqualTo(other);
    BaselineFigures same = closes.variants().get(0).withPlatform(of25);
    assertThat(read(TWO).with(closes.with(other).with(same))).hasToString(TWO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 x java.lang.Integer | <<<<<<< HEAD\\n3 x java.lang.Integer | 15: a conflict of a merge is left here: resolve it, or take one side and accept",
        "total: 0 objects, 0 B | ======= | 6: a conflict of a merge is left here: resolve it, or take one side and accept",
        "total: 0 objects, 0 B | '' | 9: the baseline \"closes\" has no total, so it is torn: take it from the repository, or delete it and accept",
        "3 x java.lang.Integer | 4 x java.lang.Integer | 18: the total contradicts the lines above it, which come to 5 objects, 104 B: accept again what is measured",
        "3 x java.lang.Integer | three java.lang.Integer | 15: no line of a baseline has this form: \"three java.lang.Integer in com.acme.OrderBook.match: 48 B\"",
        "3 x java.lang.Integer | 0 x java.lang.Integer | 15: a line must be of 1 object or more, and no negative bytes: 0, 48",
        "growth: 16 B a run | peak: at most 16 B | 17: a baseline must have one peak only",
        "JDK 25.0.3+9-LTS | JDK 17.0.1+1 | 21: two blocks of a baseline must not be of one JDK and layout: JDK 17.0.1+1, header 12 B, reference 4 B, alignment 8 B",
        "JDK 25.0.3+9-LTS | JDK x | 19: Invalid version string: 'x'",
        "== fills | == closes | 9: two baselines must not have one name: \"closes\" is in line 4 too",
        ": the pool may take one more buffer | '' | 11: a tolerance must be a share, a size or both, and a reason, such as \"5 %, 64 B: the pool may take one more buffer\": \"5 %, 64 B\"",
        "5 %, 64 B | some | 11: size must be a number and a unit (B, KB, KiB, MB, MiB, GB, GiB) such as \"64 KiB\": \"some\"",
        "5 %, 64 B | 101 % | 11: the share of a tolerance must be 100 % at most: \"101 %: the pool may take one more buffer\"",
        "== closes | closes | 4: a baseline must begin with \"== \" and its name: \"closes\"",
        "measured: JDK 17.0.15+6 | measured: | 5: \"measured: JDK ...\" must stand before: \"measured:, header 12 B, reference 4 B, alignment 8 B\"",
      })
  void read_badText_namesFileAndLine(String good, String bad, String message) {
    String text = TWO.replaceFirst(java.util.regex.Pattern.quote(good), bad.replace("\\n", "\n"));
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BaselineException.class)
        .hasMessage("book.txt:" + message);
  }

  @ParameterizedTest
  @CsvSource({"40", "300", "480", "700", "790", "800"})
  void read_tornAnywhere_isAnError(int end) {
    assertThatThrownBy(() -> read(TWO.substring(0, end)))
        .isInstanceOf(BaselineException.class)
        .hasMessageContaining("so it is torn");
  }

  @Test
  void read_empty_isTorn() {
    assertThatThrownBy(() -> read(""))
        .hasMessage(
            "book.txt:1: the file ends in the middle of a line, so it is torn: take it from the"
                + " repository, or delete it and accept");
  }
}
