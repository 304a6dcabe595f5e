package io.trackmemory.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Chromium.Look;
import io.trackmemory.report.FolderCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of page as a browser shows it, against what pages promise. {@code -Dpages.pictures}
 * names a folder for pictures of them.
 */
@Tag("slow")
@EnabledIf(value = Chromium.IS_THERE, disabledReason = Chromium.NEEDED)
class PagesInBrowserTest {

  private static final List<String> KINDS =
      List.of(
          "allocation",
          "leak",
          "growth",
          "peak",
          "threads",
          "manyWords",
          "manyWordsOfSeveral",
          "bySize",
          "uncertified",
          "passed",
          "several",
          "ownFailure",
          "aborted");

  @TempDir static Path folder;
  @TempDir static Path ofBrowser;

  private static @Nullable Chromium started;

  @BeforeAll
  static void start() throws Exception {
    started = Chromium.start(ofBrowser);
    EachPage.all(folder);
    compare(changed(folder.resolve("second")));
  }

  /** The same reports as if of another run, in which more is allocated and one more test passes. */
  private static Path changed(Path second) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, 2)) {
      files = all.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path file : files) {
      Path to = second.resolve(folder.relativize(file));
      Files.createDirectories(to.resolveSibling(".").normalize());
      String json = Files.readString(file);
      Files.writeString(
          to,
          file.endsWith("ownFailure.json")
              ? json.replace("\"status\": \"FAILED\"", "\"status\": \"PASSED\"")
              : file.endsWith("passed.json")
                  ? json
                  : json.replaceAll("(\"(?:atLeast|atMost|count|bytes)\": )(\\d)", "$11$2"));
    }
    Files.delete(second.resolve(EachPage.Quick.class.getName()).resolve("bySize.json"));
    Files.writeString(
        second.resolve(EachPage.Quick.class.getName()).resolve("torn.json"), "{\"schema");
    return second;
  }

  private static void compare(Path second) {
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told);
    int code =
        new FolderCommands(out, out)
            .compare(
                folder,
                second,
                "0",
                true,
                Optional.of(folder.resolve("comparison.html")),
                Optional.empty());
    assertThat(code).as(told.toString()).isEqualTo(FolderCommands.BAD_INPUT); // the torn file
    assertThat(told.toString()).contains("Worse:", "Better:", "Only in the first run:");
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (started != null) {
      started.close();
    }
  }

  private static ShownPage open(Path page, Look look) throws Exception {
    return requireNonNull(started).open(page, look);
  }

  private static Path page(String kind) {
    return EachPage.page(folder, kind);
  }

  /** A page of each kind, those of tests with odd names, the index, and two runs compared. */
  static List<Path> pages() throws IOException {
    try (Stream<Path> odd = Files.list(folder.resolve(EachPage.Names.class.getName()))) {
      return Stream.of(
              KINDS.stream().map(PagesInBrowserTest::page),
              odd.filter(file -> file.toString().endsWith(".html")),
              Stream.of(folder.resolve("index.html"), folder.resolve("comparison.html")))
          .flatMap(each -> each)
          .toList();
    }
  }

  private static String nameOf(Path page) {
    return page.getFileName().toString().replaceFirst("\\.html$", "").replaceAll("\\W+", "_");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_saysNothingAndLoadsNothing(Path page) throws Exception {
    try (ShownPage shown = open(page, Look.DESK)) {
      assertThat(shown.said()).isEmpty();
      assertThat(shown.askedFor()).containsExactly(page.toUri().toString());
      assertThat(shown.is("window.broken")).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_isSoundForReadersOfAllKinds(Path page) throws Exception {
    try (ShownPage shown = open(page, Look.DESK)) {
      assertThat(shown.list("twice()")).isEmpty();
      assertThat(shown.list("dangling()")).isEmpty();
      assertThat(shown.list("nameless()")).isEmpty();
      assertThat(shown.list("links()"))
          .isNotEmpty()
          .allSatisfy(link -> assertThat(Path.of(URI.create(link))).exists());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_lightAndDark_hasContrast(Path page) throws Exception {
    for (Look look : List.of(Look.DESK, Look.DARK)) {
      try (ShownPage shown = open(page, look)) {
        shown.picture(nameOf(page) + (look.dark() ? "-dark" : "-light"));
        assertThat(shown.list("faint()")).as(look.toString()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_narrow_neverScrollsSideways(Path page) throws Exception {
    for (Look look : List.of(Look.DESK, Look.PHONE)) {
      try (ShownPage shown = open(page, look)) {
        if (look.equals(Look.PHONE)) {
          shown.picture(nameOf(page) + "-phone");
        }
        assertThat(shown.list("sideways()")).as(look.toString()).isEmpty();
        shown.list("openAll()");
        assertThat(shown.list("sideways()")).as(look + ", opened").isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_withoutScript_hasAllThatItHasWithIt_andNothingDead(Path page) throws Exception {
    try (ShownPage without = open(page, Look.NO_SCRIPT);
        ShownPage with = open(page, Look.DESK)) {
      assertThat(without.list("controls()")).isEmpty();
      assertThat(without.list("unseen()")).isEmpty();
      assertThat(without.ask("text()")).isEqualTo(with.ask("text()"));
      assertThat(with.list("unseen()")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_byKeyboard_isSeenWhereItIs(Path page) throws Exception {
    try (ShownPage shown = open(page, Look.DESK)) {
      for (int i = 0; i < 60; i++) {
        shown.press("Tab");
        assertThat(shown.list("unseenFocus()")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "allocation, #why-tree .l1>summary",
    "leak, #leaks .lkh",
    "growth, #growth .lkh",
    "peak, #peak .lkh",
    "threads, #why-tree .l1>summary",
    "manyWords, #why-tree .l1>summary",
    "manyWordsOfSeveral, #c-accept1",
    "several, #c-accept1" // the next check's own verdict stands before
  })
  void verdict_isSeenWithoutScrolling(String kind, String first) throws Exception {
    try (ShownPage shown = open(page(kind), Look.DESK)) {
      assertThat(shown.list("belowTheFold('" + first + "')")).isEmpty();
    }
  }

  @Test
  void print_opensAllFolds() throws Exception {
    try (ShownPage shown = open(page("leak"), Look.DESK)) {
      assertThat(shown.is("document.querySelector('details:not([open])')")).isTrue();
      shown.javascript("dispatchEvent(new Event('beforeprint'))");
      assertThat(shown.is("document.querySelector('details:not([open])')")).isFalse();
    }
  }

  @Test
  void foldsAndFlameGraphs_withoutScript_work() throws Exception {
    try (ShownPage shown = open(page("allocation"), Look.NO_SCRIPT)) {
      String second = "document.querySelectorAll(\"#why-tree .l1\")[1]";
      assertThat(shown.is(second + ".open")).isFalse();
      shown.javascript(second + ".querySelector('summary').click()");
      assertThat(shown.is(second + ".open")).isTrue();
      for (String unit : List.of("fo", "fb")) {
        shown.click("label[for=" + unit + "]");
        assertThat(shown.javascript(SHOWN_GRAPHS).toString()).isEqualTo("[\"" + unit + " all\"]");
      }
      shown.click("label[for=fv]");
      assertThat(shown.javascript(SHOWN_GRAPHS).toString())
          .as("a graph, or that nothing is alive if a collection ran before the page was written")
          .isIn("[\"fv all\"]", "[\"fv\"]");
      shown.click("label[for=fb]");
      shown.click("label[for=fw]");
      assertThat(shown.javascript(SHOWN_GRAPHS).toString()).isEqualTo("[\"fb own\"]");
    }
  }

  private static final String SHOWN_GRAPHS =
      "[...document.querySelectorAll('.fg')].filter(e => e.checkVisibility())"
          + ".map(e => e.getAttribute('class').replace('fg ', ''))";

  /** That each question finds what it asks for. */
  @Test
  void brokenPage_isSeenToBeBroken() throws Exception {
    String broken =
        Files.readString(page("allocation"))
            .replace(
                "<div class=\"w\">\n<section",
                """
                <div class="w"><p id="why">twice</p><a href="#nowhere">dangling</a>
                <table><tr><th>nameless</th></tr></table><svg role="img" width="9" height="9"></svg>
                <svg width="3000" height="9" aria-hidden="true"></svg><p style="color:red">style</p>
                <p class="est"><font color="#8a9099">faint</font></p><button>dead</button>
                <svg width="99" height="20" aria-hidden="true"><rect width="99" height="20" fill="#777"/>
                <text y="15" fill="#555">drawn</text></svg><img alt="" src="http://127.0.0.1:9/a.png">
                <section""");
    Path page = Files.writeString(folder.resolve("broken.html"), broken);
    try (ShownPage shown = open(page, Look.NO_SCRIPT)) {
      assertThat(shown.said()).anyMatch(text -> text.contains("Content Security Policy"));
      assertThat(shown.askedFor()).hasSize(2);
      assertThat(shown.list("twice()")).containsExactly("why");
      assertThat(shown.list("dangling()")).containsExactly("a \"dangling\" -> nowhere");
      assertThat(shown.list("nameless()")).containsExactly("th \"nameless\"", "svg");
      assertThat(shown.list("sideways()")).hasSizeGreaterThan(1);
      assertThat(shown.list("controls()")).containsExactly("button \"dead\"");
      assertThat(shown.list("faint()"))
          .hasSize(2)
          .anyMatch(text -> text.startsWith("font \"faint\""))
          .anyMatch(text -> text.startsWith("text \"drawn\""));
      assertThat(shown.list("belowTheFold('footer')")).singleElement().asString().contains("first");
    }
  }
}
