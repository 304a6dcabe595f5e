package io.trackmemory.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Chromium.Look;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What keys and buttons of a page do in a browser. */
@Tag("slow")
@EnabledIf(value = Chromium.IS_THERE, disabledReason = Chromium.NEEDED)
class KeysInBrowserTest {

  /* Before that nobody listens to keys. */
  private static final String LOADED = "document.readyState === 'complete'";
  private static final String ADDRESS = "location.pathname.split('/').pop()";

  @TempDir static Path folder;
  @TempDir static Path ofBrowser;

  private static @Nullable Chromium started;

  @BeforeAll
  static void start() throws Exception {
    started = Chromium.start(ofBrowser);
    EachPage.quick(folder);
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (started != null) {
      started.close();
    }
  }

  private static ShownPage open(String test) throws Exception {
    return requireNonNull(started).open(EachPage.page(folder, test), Look.DESK);
  }

  @Test
  void slash_goesToTheSearch_andEscapeEmptiesIt() throws Exception {
    String hidden = "document.querySelectorAll('#why-tree [hidden]').length";
    try (ShownPage page = open("allocation")) {
      page.press("/");
      assertThat(page.is("document.activeElement.matches('[data-filter]')")).isTrue();
      page.type("prices");
      assertThat(page.javascript("document.activeElement.value").asText()).isEqualTo("prices");
      assertThat(page.javascript(hidden).asInt()).isPositive();
      assertThat(page.is("document.querySelector('#why-tree .l1:not([hidden])')")).isTrue();
      page.press("Escape");
      assertThat(page.javascript(hidden).asInt()).isZero();
      assertThat(page.is("document.activeElement === document.body")).isTrue();
      assertThat(page.is("document.querySelector('[data-filter]').value === ''")).isTrue();
    }
  }

  @Test
  void lettersOfTheKeyboard_leadToTheNeighboursAndTheIndex() throws Exception {
    try (ShownPage page = open("allocation")) {
      String next = page.javascript("document.querySelector('a[rel=next]').href").asText();
      page.press("j");
      page.awaitThat("location.href === '" + next + "' && " + LOADED);
      page.press("k");
      page.awaitThat(ADDRESS + " === 'allocation.html' && " + LOADED);
      page.press("u");
      page.awaitThat(ADDRESS + " === 'index.html'");
    }
  }

  @Test
  void enterAndEscape_zoomTheFlameGraph_whichTheAddressKeeps() throws Exception {
    String third = "document.querySelectorAll('.fg.fb.all .f')[2]";
    try (ShownPage page = open("threads")) {
      String before = page.javascript(third + ".getAttribute('width')").asText();
      page.javascript(third + ".focus()");
      page.press("Enter");
      page.awaitThat("location.hash === '#flame=fb.all.2'");
      page.awaitThat(third + ".getAttribute('width') === '100%'");
      assertThat(page.is("!document.querySelector('[data-reset]').hidden")).isTrue();
      page.press("Escape");
      page.awaitThat("location.hash === '#flame=fb.all'");
      page.awaitThat(third + ".getAttribute('width') === '" + before + "'");
    }
  }

  @Test
  void search_dimsTheRestOfTheFlameGraph_andSaysTheShare() throws Exception {
    try (ShownPage page = open("threads")) {
      page.javascript("document.querySelector('#fq').focus()");
      page.type("OrderBook.day");
      assertThat(page.is("document.querySelector('.fg.fb.all .f.fnd')")).isTrue();
      assertThat(page.is("document.querySelector('.fg.fb.all .f.dim')")).isTrue();
      assertThat(page.javascript("document.querySelector('.fi').textContent").asText())
          .matches("\\d+\\.\\d % matches .OrderBook\\.day.");
    }
  }

  @Test
  void enter_opensAFold_andColumnHeadsSort() throws Exception {
    String fold = "document.querySelector('#checks details')";
    try (ShownPage page = open("allocation")) {
      page.javascript(fold + ".querySelector('summary').focus()");
      page.press("Enter");
      assertThat(page.is(fold + ".open")).isTrue();
      page.list("openAll()");
      String head = "document.querySelector('#why ~ section table.tb th[aria-sort]')";
      String cells =
          "JSON.stringify([..."
              + head
              + ".closest('table').tBodies[0].rows].map(r => r.innerText))";
      String before = page.javascript(cells).asText();
      page.javascript(head + ".querySelector('button').focus()");
      page.press("Enter");
      assertThat(page.is(head + ".getAttribute('aria-sort') === 'ascending'")).isTrue();
      assertThat(page.javascript(cells).asText()).isNotEqualTo(before);
    }
  }

  @Test
  void copy_saysSo_andCopies_howeverOftenItIsPressed() throws Exception {
    String button = "document.querySelector('[data-copy=\"#accept0\"]')";
    try (ShownPage page = open("allocation")) {
      page.javascript(button + ".focus()");
      page.press("Enter");
      page.awaitThat(button + ".textContent === 'Copied'");
      assertThat(page.javascript("document.querySelector('#say').textContent").asText())
          .isEqualTo("Copy: copied");
      page.press("Enter");
      page.awaitThat(button + ".textContent === 'Copy'");
      page.javascript("document.querySelector('#fq').focus()");
      page.paste();
      assertThat(page.javascript("document.querySelector('#fq').value"))
          .isEqualTo(page.javascript("document.querySelector('#accept0').textContent"));
    }
  }
}
