package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.mustachejava.MustacheException;
import io.trackmemory.report.IndexReader.Unreadable;
import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.spi.Checks;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void page_bytesOfEachRow_areThoseOfTheJson() {
    ReportContent content = ReportContent.of(Samples.tooManyAllocations(), Samples.CONDITIONS);
    assertThat(found(Templates.page(PageView.of(content)), "data-v=\"(\\d+)\" title=\"[\\d,]+ B\""))
        .isNotEmpty()
        .isSubsetOf(found(JsonReport.of(content), "\"bytes\": (\\d+)"));
  }

  @Test
  void page_styleAndScript_areThoseThatItsPolicyNames() {
    Assets assets = Assets.shared();
    String page = Templates.page(view());
    for (String allowed : List.of(assets.css(), assets.script())) {
      assertThat(page).containsOnlyOnce(">" + allowed + "</");
      assertThat(assets.policy())
          .contains(Sha256.policySource(allowed.getBytes(StandardCharsets.UTF_8)));
      assertThat(allowed)
          .doesNotContainIgnoringCase("</s")
          .doesNotContainPattern("url\\((?!#)")
          .doesNotContain("@import");
    }
    assertThat(page).doesNotContain(" style=").doesNotContainPattern("(src|href)=\"(https?:|//)");
  }

  /** Measured in characters, all of them of one byte. */
  @Test
  void page_styleAndScript_areSmall() {
    assertThat(Assets.shared().css() + Assets.shared().script()).hasSizeLessThan(30_000);
  }

  @Test
  void page_eachKind_hasItsIdsOnceAndLeadsSomewhere() {
    TestReport leak = Samples.leak();
    Verdict growth =
        Samples.verdict(
            Verdict.About.GROWTH,
            "hasNoGrowth()",
            Outcome.UNCERTIFIED,
            "Cannot certify",
            new FakeSnapshot(List.of()));
    TestReport unmeasured =
        Samples.report(leak.test(), leak.status(), leak.snapshot(), List.of(growth));
    for (TestReport report :
        List.of(
            Samples.tooManyAllocations(),
            leak,
            GrowthTest.failed(),
            PeakMomentViewTest.failed(),
            unmeasured)) {
      String page = Templates.page(PageView.of(ReportContent.of(report, Samples.CONDITIONS)));
      List<String> ids = new ArrayList<>();
      Pattern.compile(" id=\"([^\"]+)\"")
          .matcher(page)
          .results()
          .forEach(id -> ids.add(id.group(1)));
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(found(page, " href=\"#([^\"]+)\"")).isNotEmpty().isSubsetOf(Set.copyOf(ids));
    }
  }

  @Test
  void template_keyThatTheViewHasNot_isAnError() {
    assertThatThrownBy(() -> Templates.render("no such {{keyy}}", new Unreadable("a", "b")))
        .isInstanceOf(MustacheException.class)
        .hasStackTraceContaining("no view has the key \"keyy\"");
  }

  @Test
  void leak_chainOfALinkedList_leavesItsMiddleOutButNeverTheSuspect() {
    ChainLink next = new ChainLink("com.acme.Node", "next", true);
    Leak leak =
        new Leak(
            "com.acme.List.HEAD",
            "static field of com.acme.List",
            Collections.nCopies(100_000, next),
            OptionalInt.of(500),
            List.of(),
            OptionalLong.empty());
    List<ChainView.Link> links = LeakView.of(leak).chain().links();
    assertThat(links).hasSize(30 + 1 + 1 + 1 + 10);
    assertThat(links.get(30).skipped()).isEqualTo("470 more references");
    assertThat(links.get(31).suspect()).isTrue();
    assertThat(links.get(32).skipped()).isEqualTo("99,489 more references");
  }

  @Test
  void rows_belowTheTwoThousandthPart_areLeftOutAndTold() {
    List<Long> bytes = Collections.nCopies(25, 100_000L);
    List<Long> rows = new ArrayList<>(bytes);
    rows.addAll(Collections.nCopies(7, 1_000L));
    Table<Long> table = Table.of(rows, row -> row, 300, "line", (row, total) -> row);
    assertThat(table.rows()).isEqualTo(bytes);
    assertThat(table.rest())
        .containsExactly(
            "7 more lines left out here, 6.8 KiB (7,000 B); the JSON beside this page has all");
  }

  @Test
  void checksThatFailed_areToldOnce_theThrownOneFirst() {
    TestReport leak = Samples.leak();
    String second = "it leaked 4\nTo accept: @LimitLeaks(count = 4)";
    Verdict uncertified = failed("@LimitPeak(\"1 KiB\")", Outcome.UNCERTIFIED, "Cannot certify");
    Verdict first = failed("@NoAllocations", Outcome.FAILED, "it made 1");
    Verdict thrown = failed("@LimitLeaks(count = 3)", Outcome.FAILED, second);
    TestReport told =
        new TestReport(
            leak.test(),
            leak.displayName(),
            leak.status(),
            Optional.of(Samples.thrown(second)),
            leak.snapshot(),
            new Checks(List.of(uncertified, first, thrown), Map.of()),
            leak.finishedAt(),
            leak.elapsed());
    PageView page = PageView.of(ReportContent.of(told, Samples.CONDITIONS));
    assertThat(page.failures())
        .extracting(PageView.FailureView::message)
        .containsExactly(second, "Cannot certify", "it made 1");
    assertThat(page.head().code()).isEqualTo("@LimitLeaks(count = 3)");
    assertThat(page.more())
        .singleElement()
        .satisfies(
            more ->
                assertThat(more.parts())
                    .extracting(VerdictHead::code)
                    .containsExactly("@LimitPeak(\"1 KiB\")", "@NoAllocations"));
  }

  private static Verdict failed(String check, Outcome outcome, String message) {
    return Samples.verdict(
        Verdict.About.FIGURES, check, outcome, message, new FakeSnapshot(List.of()));
  }

  @Test
  void blamed_isTheUsersLineOfTheFirstRow_withAllThatItLedTo() {
    PageView page = PageView.of(ReportContent.of(Samples.tooManyAllocations(), Samples.CONDITIONS));
    assertThat(page.head().blamed())
        .singleElement()
        .returns("OrderBook.fills", BlamedLine::name)
        .returns("OrderBook.java:58 \u00b7 1 object, 56 B, 43.8 % of it", BlamedLine::detail);
    assertThat(page.why().lines())
        .extracting(WhyView.Own::place)
        .containsExactly("OrderBook.java:58", "OrderBook.java:42", "OrderBook.java:57");
  }

  private static PageView view() {
    return PageView.of(ReportContent.of(Samples.leak(), Samples.CONDITIONS));
  }

  private static Set<String> found(String text, String pattern) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(hit -> found.add(hit.group(1)));
    return found;
  }
}
