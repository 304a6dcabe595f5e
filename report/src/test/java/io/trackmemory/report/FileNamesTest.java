package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileNamesTest {

  private static final Path DIR = Path.of("reports").toAbsolutePath();

  @Test
  void pageOf_ordinaryNames_areTheNames() {
    assertThat(page("com.acme.OrderBookTest$Nested", "fillsAreCheap", "[12]"))
        .isEqualTo(DIR.resolve("com.acme.OrderBookTest$Nested/fillsAreCheap[12].html"));
  }

  static Stream<String> hostileNames() {
    return Stream.of(
        "",
        ".",
        "..",
        "../../../etc/passwd",
        "..\\..\\windows",
        "/etc/passwd",
        "C:\\x",
        "a:b",
        "a\0b",
        "a\nb",
        "con",
        "NUL.txt",
        "com1",
        "LPT9.a",
        "index.html",
        "trailing.",
        "-rf",
        ".hidden",
        "<script>",
        "\u202e",
        "gr\u00fc\u00dfe \ud83d\ude00 \ud83d",
        "%2e%2e%2f",
        "x".repeat(10_000),
        "\u00fc".repeat(10_000),
        "a b",
        "a_b",
        "a?b",
        "a*b");
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void pageOf_hostileName_isTwoPortableNamesWithinTheFolder(String name) {
    Path page = page(name, name, name);
    assertThat(page.normalize()).isEqualTo(page);
    assertThat(DIR.relativize(page).getNameCount()).isEqualTo(2);
    for (Path part : DIR.relativize(page)) {
      assertThat(part.toString())
          .matches("[A-Za-z0-9_$][A-Za-z0-9._$\\[\\]-]*[A-Za-z0-9_$\\]]")
          .hasSizeLessThan(200)
          .doesNotMatch("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?")
          .isNotEqualToIgnoringCase("index.html");
    }
  }

  @Test
  void pageOf_differentTests_areDifferentFilesEvenIfCaseIsIgnored() {
    Map<String, TestId> pages = new HashMap<>();
    List<String> names =
        Stream.concat(
                hostileNames(),
                Stream.of("m", "m[1]", "m[", "m[1", "\0", "x".repeat(9_999) + "y", "A B", "a b "))
            .toList();
    for (String method : names) {
      for (String invocation : List.of("", "[1]", "]", "1]", "[1]]")) {
        TestId id = new TestId("com.acme.Test", method, invocation);
        TestId other =
            pages.put(ReportFolder.at(DIR).pageOf(id).toString().toLowerCase(Locale.ROOT), id);
        assertThat(other).as("%s has the page of", id).isNull();
      }
    }
  }

  @Test
  void pageOf_nameOfAnothersFile_isAnotherFile() {
    String taken = page("com.acme.Test", "a b", "").getFileName().toString().replace(".html", "");
    assertThat(page("com.acme.Test", taken, "").getFileName())
        .asString()
        .isNotEqualTo(taken + ".html");
  }

  @Test
  void pageOf_methodsThatDifferByCase_areDifferentFiles() {
    String type = TwoCases.class.getName();
    assertThat(page(type, "size", "").toString())
        .isNotEqualToIgnoringCase(page(type, "SIZE", "").toString());
    assertThat(page(type, "other", "")).hasFileName("other.html");
  }

  @Test
  void pageOf_sameTest_isTheSameInEveryRun() {
    assertThat(page("com.acme.Test", "a b", "").getFileName()).hasToString("a_b-4136089d2b02.html");
  }

  static class TwoCases {
    void size() {}

    void SIZE() {}

    void other() {}
  }

  private static Path page(String type, String method, String invocation) {
    return ReportFolder.at(DIR).pageOf(new TestId(type, method, invocation));
  }
}
