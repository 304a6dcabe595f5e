package io.trackmemory.dsl.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.spi.HeapLayout;
import java.lang.Runtime.Version;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BaselineDiffTest {

  private static final HeapLayout COMPRESSED = new HeapLayout(12, 4, 8);
  private static final HeapLayout UNCOMPRESSED = new HeapLayout(12, 8, 8);
  private static final HeapLayout COMPACT = new HeapLayout(8, 4, 8);
  private static final String A = "com.acme.A.a";

  private static BaselineFigures figures(HeapLayout layout, BaselineLine... lines) {
    return BaselineFigures.of(
        new BaselinePlatform(Version.parse("25.0.1"), layout),
        List.of(lines),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static BaselineDiff between(BaselineFigures stored, BaselineFigures seen) {
    return BaselineDiff.between(
        stored,
        seen,
        name ->
            name.equals(Pair.class.getName())
                ? List.of(Pair.class)
                : name.equals("java.lang.Integer") ? List.of(Integer.class) : List.of());
  }

  /** Two references and an int. */
  static class Pair {
    Object left = "";
    Object right = "";
    int number;
  }

  private static BaselineLine line(String type, long count, long bytes) {
    return new BaselineLine(type, A, count, bytes);
  }

  @Test
  void between_same_isNone() {
    BaselineDiff diff =
        between(figures(COMPRESSED, line("A", 1, 16)), figures(COMPRESSED, line("A", 1, 16)));
    assertThat(diff.isNone()).isTrue();
    assertThat(diff.isImproved()).isFalse();
  }

  @Test
  void between_newGoneChanged_largestFirst() {
    BaselineDiff diff =
        between(
            figures(COMPRESSED, line("Gone", 2, 48), line("Changed", 1, 16), line("Same", 1, 16)),
            figures(COMPRESSED, line("New", 1, 24), line("Changed", 3, 48), line("Same", 1, 16)));
    assertThat(diff.lines())
        .containsExactly(
            new LineDifference("Gone", A, 2, 48, 0, 0, -48, 48),
            new LineDifference("Changed", A, 1, 16, 3, 48, 32, 32),
            new LineDifference("New", A, 0, 0, 1, 24, 24, 24));
    assertThat(diff.isImproved()).isFalse();
  }

  @Test
  void between_onlyLess_isImproved() {
    assertThat(
            between(
                    figures(COMPRESSED, line("Gone", 2, 48), line("Less", 2, 32)),
                    figures(COMPRESSED, line("Less", 1, 16)))
                .isImproved())
        .isTrue();
  }

  @Test
  void between_sameNumberOfLargerObjects_differs() {
    BaselineDiff diff =
        between(figures(COMPRESSED, line("A", 2, 32)), figures(COMPRESSED, line("A", 2, 48)));
    assertThat(diff.lines()).containsExactly(new LineDifference("A", A, 2, 32, 2, 48, 16, 16));
  }

  @Test
  void between_methodsOfSomeNotKnown_onlyTheSumOfTheTypeCounts() {
    BaselineLine unknown = new BaselineLine("A", BaselineLine.UNKNOWN_METHOD, 2, 32);
    assertThat(
            between(
                    figures(COMPRESSED, unknown, line("A", 1, 16)),
                    figures(COMPRESSED, line("A", 3, 48)))
                .isNone())
        .isTrue();
    assertThat(between(figures(COMPRESSED, unknown), figures(COMPRESSED, line("A", 3, 48))).lines())
        .containsExactly(
            new LineDifference("A", BaselineLine.UNKNOWN_METHOD, 2, 32, 3, 48, 16, 16));
  }

  @Test
  void between_layouts_objectsAreExactByTheirFields() {
    String pair = Pair.class.getName();
    BaselineFigures stored =
        figures(COMPRESSED, line(pair, 10, 240), line("java.lang.Integer", 3, 48));
    BaselineDiff uncompressed =
        between(
            stored, figures(UNCOMPRESSED, line(pair, 10, 320), line("java.lang.Integer", 3, 48)));
    assertThat(uncompressed.isNone()).isTrue();
    assertThat(uncompressed.bounded()).isEmpty();
    BaselineDiff compact =
        between(stored, figures(COMPACT, line(pair, 10, 240), line("java.lang.Integer", 3, 48)));
    assertThat(compact.isNone()).isTrue();
    assertThat(compact.bounded()).isEmpty();
  }

  @Test
  void between_layouts_aClassThatGrew_differs() {
    // It was 16 B where it is 24 B now: a field of it is new.
    BaselineDiff diff =
        between(
            figures(COMPRESSED, line(Pair.class.getName(), 10, 160)),
            figures(UNCOMPRESSED, line(Pair.class.getName(), 10, 320)));
    assertThat(diff.lines())
        .containsExactly(new LineDifference(Pair.class.getName(), A, 10, 160, 10, 320, 80, 80));
  }

  @Test
  void between_layouts_arraysAreExactWhereNothingOfThemDiffers() {
    BaselineDiff diff =
        between(
            figures(COMPRESSED, line("byte[]", 2, 160), line("long[]", 1, 96)),
            figures(UNCOMPRESSED, line("byte[]", 2, 160), line("long[]", 1, 96)));
    assertThat(diff.isNone()).isTrue();
    assertThat(diff.bounded()).isEmpty();
    assertThat(
            between(
                    figures(COMPRESSED, line("byte[]", 2, 160)),
                    figures(UNCOMPRESSED, line("byte[]", 2, 168)))
                .isNone())
        .isFalse();
  }

  @Test
  void between_layouts_arraysElseAreWithinTheirPadding() {
    for (int length = 0; length < 40; length++) {
      for (String element : List.of("java.lang.Object", "byte", "char", "int", "long")) {
        BaselineFigures[] all = new BaselineFigures[3];
        HeapLayout[] layouts = {COMPRESSED, UNCOMPRESSED, COMPACT};
        for (int i = 0; i < 3; i++) {
          long bytes = arrayBytes(layouts[i], element, length);
          all[i] = figures(layouts[i], line(element + "[]", 7, 7 * bytes));
        }
        for (BaselineFigures stored : all) {
          for (BaselineFigures seen : all) {
            assertThat(between(stored, seen).lines())
                .as("%s[%s] stored %s, seen %s", element, length, stored, seen)
                .isEmpty();
          }
        }
      }
    }
    BaselineDiff larger =
        between(
            figures(COMPRESSED, line("byte[]", 1, 80)), figures(COMPACT, line("byte[]", 1, 96)));
    assertThat(larger.isNone()).isFalse();
  }

  private static long arrayBytes(HeapLayout layout, String element, int length) {
    int bytes =
        switch (element) {
          case "byte" -> 1;
          case "char" -> 2;
          case "int" -> 4;
          case "long" -> 8;
          default -> layout.reference();
        };
    long header = (layout.header() + 4L + bytes - 1) / bytes * bytes;
    return (header + (long) bytes * length + 7) / 8 * 8;
  }

  @Test
  void isWithin_whatDiffers_withoutItsSign() {
    BaselineDiff diff =
        between(
            figures(COMPRESSED, line("A", 100, 1_600), line("Gone", 1, 16)),
            figures(COMPRESSED, line("A", 101, 1_616)));
    assertThat(diff.isWithin(Tolerance.parse("2 %: noise"))).isTrue();
    assertThat(diff.isWithin(Tolerance.parse("1 %: noise"))).isFalse();
    assertThat(diff.isWithin(Tolerance.parse("32 B: noise"))).isTrue();
    assertThat(diff.isWithin(Tolerance.parse("31 B: noise"))).isFalse();
    assertThat(diff.isWithin(Tolerance.parse("1 %, 32 B: noise"))).isTrue();
  }
}
