package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.HandOverView.Row;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Objects that went from one thread to another, on the page. */
class HandOverViewTest {

  private static SiteStatistics made(String thread, long count, long bytes) {
    return new SiteStatistics(
        "byte[]",
        Samples.user("com.acme.Queue", "put", 7),
        Optional.empty(),
        0,
        thread,
        false,
        count,
        bytes);
  }

  private static List<HandOverView> views(String root, SiteStatistics... objects) {
    return HandOverView.of(searches(root, objects));
  }

  private static List<LeakLook> searches(String root, SiteStatistics... objects) {
    Leak leak =
        new Leak(
            root, root, List.of(), OptionalInt.empty(), List.of(objects), OptionalLong.empty());
    FakeSnapshot seen =
        new FakeSnapshot(List.of())
            .withLeaks(
                new LeakResult(List.of(leak, leak), List.of(), Optional.empty(), Optional.empty()));
    TestReport report =
        Samples.report(
            Samples.SESSIONS,
            TestReport.Status.FAILED,
            seen,
            List.of(
                Samples.verdict(About.LEAKS, "@NoLeaks", Outcome.FAILED, "", seen),
                Samples.verdict(About.LEAKS, "hasNoLeaks()", Outcome.FAILED, "", again(seen))));
    return LeakLook.of(report);
  }

  /* Another check that finds the same objects. */
  private static FakeSnapshot again(FakeSnapshot seen) {
    return new FakeSnapshot(List.of()).withLeaks(seen.leakResult());
  }

  @Test
  void objectsHeldByAnotherThread_areSummedByBoth() {
    List<HandOverView> views =
        views("thread \"pool-1\"", made("main", 2, 96), made("pool-1", 9, 900), made("io", 1, 16));
    assertThat(views).hasSize(1);
    assertThat(views.get(0).rows().rows())
        .containsExactly(
            new Row("main", "pool-1", Amount.of(4, 192, 224)),
            new Row("io", "pool-1", Amount.of(2, 32, 224)));
    assertThat(Templates.render("{{>hand-over.mustache}}", views.get(0)))
        .contains(
            "<th scope=\"row\" class=\"m\">main</th><td><span class=\"m\">pool-1</span></td>",
            "Which thread let go of an object is n/a: it is gone once");
  }

  @Test
  void json_hasTheSame() {
    List<LeakLook> searches = searches("thread \"pool-1\"", made("main", 2, 96));
    assertThat(JsonWriter.write(JsonLeaks.of(searches.get(0))))
        .containsPattern(
            "\"handedOver\": \\[\\s*\\{\\s*\"madeBy\": \"main\",\\s*\"heldBy\": \"pool-1\",\\s*"
                + "\"count\": 4,\\s*\"bytes\": 192");
  }

  @Test
  void objectsOfAFieldOrTheirOwnThread_areNoneOfThem() {
    assertThat(views("static field of com.acme.Queue", made("main", 2, 96))).isEmpty();
    assertThat(views("thread \"main\"", made("main", 2, 96))).isEmpty();
  }

  @Test
  void hostileName_isText() {
    List<HandOverView> views = views("thread \"<b>\u202e\"", made("<script>", 1, 16));
    assertThat(Templates.render("{{>hand-over.mustache}}", views.get(0)))
        .contains("&lt;script&gt;", "&lt;b&gt;\\u202e")
        .doesNotContain("<script>", "\u202e");
  }
}
