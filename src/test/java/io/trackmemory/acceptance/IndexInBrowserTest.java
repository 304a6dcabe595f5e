package io.trackmemory.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Chromium.Look;
import io.trackmemory.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** An index of 2,000 tests in a browser, 1,000 of them repetitions of one. */
@Tag("slow")
@EnabledIf(value = Chromium.IS_THERE, disabledReason = Chromium.NEEDED)
class IndexInBrowserTest {

  private static final String SHOWN =
      "[...document.querySelectorAll('.x[data-s]')].filter(e => e.checkVisibility()).length";

  @TempDir static Path folder;
  @TempDir static Path ofBrowser;

  private static @Nullable Chromium started;

  @BeforeAll
  static void start() throws Exception {
    started = Chromium.start(ofBrowser);
    Path real = EachPage.quick(folder.resolve("real"));
    Path many = folder.resolve("many");
    for (int i = 0; i < 1_000; i++) {
      String test = i % 4 == 0 ? "allocation" : "passed";
      copy(real, test, many, "com.acme.Suite" + i / 100 + "Test", "test" + i, "");
      copy(real, "passed", many, "com.acme.OftenTest", "often", "[" + (i + 1) + "]");
    }
    ReportFolder.at(many).writeIndex();
  }

  /** A report of a real test as that of another one. */
  private static void copy(
      Path from, String test, Path to, String testClass, String method, String invocation)
      throws IOException {
    Path page = EachPage.page(from, test);
    String json =
        Files.readString(page.resolveSibling(test + ".json"))
            .replace(EachPage.Quick.class.getName(), testClass)
            .replace("\"method\": \"" + test + "\"", "\"method\": \"" + method + "\"")
            .replace("\"displayName\": \"" + test, "\"displayName\": \"" + method + invocation)
            .replace("\"invocation\": \"\"", "\"invocation\": \"" + invocation + "\"");
    Path copied = Files.createDirectories(to.resolve(testClass)).resolve(method + invocation);
    Files.writeString(Path.of(copied + ".json"), json);
    Files.copy(page, Path.of(copied + ".html"));
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (started != null) {
      started.close();
    }
  }

  private static ShownPage open(Look look) throws Exception {
    return requireNonNull(started).open(folder.resolve("many/index.html"), look);
  }

  @Test
  void manyTests_areGroupedByClass_andRepetitionsAreOneRow() throws Exception {
    try (ShownPage index = open(Look.DESK)) {
      assertThat(index.javascript("document.querySelectorAll('.x[data-s]').length").asInt())
          .isEqualTo(2_000);
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(1_000);
      assertThat(index.javascript("document.querySelectorAll('.grp').length").asInt())
          .isEqualTo(11);
      assertThat(
              index.is(
                  "[...document.querySelectorAll('.grp')]"
                      + ".every(e => getComputedStyle(e).contentVisibility === 'auto')"))
          .isTrue();
      assertThat(index.javascript("document.querySelector('details.rep summary').textContent"))
          .asString()
          .contains("often", "1,000");
      index.click("details.rep summary");
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(2_000);
      assertThat(index.said()).isEmpty();
      assertThat(index.list("sideways()")).isEmpty();
    }
  }

  @Test
  void chipsAndSearch_combine() throws Exception {
    try (ShownPage index = open(Look.DESK)) {
      index.click("button[data-f=f]");
      assertThat(index.is("document.querySelector('button[data-f=f][aria-pressed=true]')"))
          .isTrue();
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(250);
      index.press("/");
      index.type("Suite3Test");
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(25);
      index.click("button[data-f=f]");
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(100);
      index.click("button[data-f=p]");
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(75);
      index.press("Escape");
      index.press("/");
      index.type("no such test");
      assertThat(index.javascript(SHOWN).asInt()).isZero();
      assertThat(index.is("document.querySelector('#none').checkVisibility()")).isTrue();
      index.press("Escape");
      assertThat(index.is("document.querySelector('#none').checkVisibility()")).isFalse();
    }
  }

  @Test
  void keys_walkTheRows_andOpenOne() throws Exception {
    String current = "[...document.querySelectorAll('.x')].findIndex(e => e.matches('.cur'))";
    try (ShownPage index = open(Look.DESK)) {
      index.press("j");
      int first = index.javascript(current).asInt();
      index.press("j");
      int second = index.javascript(current).asInt();
      assertThat(second).isGreaterThan(first);
      index.press("k");
      assertThat(index.javascript(current).asInt()).isEqualTo(first);
      assertThat(index.list("unseenFocus()")).isEmpty();
      String to = index.javascript("document.activeElement.href").asText();
      assertThat(to).endsWith(".html");
      index.press("Enter");
      index.awaitThat("location.href === '" + to + "'");
    }
  }

  @Test
  void withoutScript_allRowsAreThere() throws Exception {
    try (ShownPage index = open(Look.NO_SCRIPT)) {
      assertThat(index.list("controls()")).isEmpty();
      index.click("details.rep summary");
      assertThat(index.javascript(SHOWN).asInt()).isEqualTo(2_000);
    }
  }

  @Test
  void onAPhone_nothingIsSideways() throws Exception {
    try (ShownPage index = open(Look.PHONE)) {
      assertThat(index.list("sideways()")).isEmpty();
    }
  }
}
