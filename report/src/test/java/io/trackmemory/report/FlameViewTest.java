package io.trackmemory.report;

import static io.trackmemory.report.CallStacksTest.FILLS;
import static io.trackmemory.report.CallStacksTest.GROW;
import static io.trackmemory.report.CallStacksTest.JUNIT;
import static io.trackmemory.report.CallStacksTest.MATCH;
import static io.trackmemory.report.CallStacksTest.TEST;
import static io.trackmemory.report.CallStacksTest.event;
import static io.trackmemory.report.CallStacksTest.frame;
import static io.trackmemory.report.CallStacksTest.grown;
import static io.trackmemory.report.CallStacksTest.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.StackSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlameViewTest {

  private static final String OBJECTS = "java.lang.Object[]";

  private static MeasurementLook look(MemorySnapshot snapshot) {
    return new MeasurementLook(Optional.empty(), snapshot);
  }

  private static FlameView view(List<SiteStatistics> rows, StackSample... samples) {
    return FlameView.of(look(new FakeSnapshot(rows).withSamples(AllocationHistory.NONE, samples)));
  }

  private static FlameGraph graph(FlameView view, String styles) {
    return view.graphs().stream()
        .filter(graph -> graph.styles().equals(styles))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(FlameGraph graph) {
    return graph.frames().stream().map(frame -> frame.title().replaceAll(": [^:]*$", "")).toList();
  }

  private static String html(FlameView view) {
    return Templates.render(Assets.text("flame.mustache"), view);
  }

  @Test
  void graph_ofOneStack_goesFromTheUsersCodeDownToTheType() {
    FlameView view =
        view(List.of(grown(2, 112)), sample(OBJECTS, 2, 2, 112, GROW, FILLS, TEST, JUNIT));
    assertThat(names(graph(view, "fb all")))
        .containsExactly(
            "all 112 B",
            "OrderBookTest.cheap:21",
            "OrderBook.fills:58",
            "ArrayList.grow:237",
            "Object[]");
    assertThat(names(graph(view, "fo own")))
        .containsExactly(
            "all 2 objects", "OrderBookTest.cheap:21", "OrderBook.fills:58", "Object[]");
    assertThat(graph(view, "fb all").frames())
        .extracting(FlameGraph.Frame::kind)
        .containsExactly('e', 'u', 'u', 'j', 'e');
    assertThat(graph(view, "fb all").frames().get(3).title())
        .isEqualTo("ArrayList.grow:237: 112 B, 100.0 %, java.util");
    assertThat(view.certainty()).isEqualTo("exact: each of 2 allocations has its stack");
  }

  @Test
  void graph_ofTheUsersCallsOnly_givesThemWhatLibrariesMade() {
    FlameView view =
        view(
            List.of(
                grown(4, 224),
                Samples.row("byte[]", Samples.user("com.acme.OrderBook", "fills", 58), 1, 16)),
            sample(OBJECTS, 3, 3, 168, GROW, frame("java.util.ArrayList", "add", 1), FILLS),
            sample(OBJECTS, 1, 1, 56, GROW, FILLS),
            sample("byte[]", 1, 1, 16, FILLS));
    assertThat(names(graph(view, "fb own")))
        .containsExactly("all 240 B", "OrderBook.fills:58", "Object[]", "byte[]");
    assertThat(graph(view, "fb own").frames())
        .extracting(FlameGraph.Frame::amount)
        .containsExactly(240L, 240L, 224L, 16L);
  }

  @Test
  void graph_ofManyStacks_addsUpInEachFrame() {
    FakeSnapshot snapshot = large(3_000, 2_000);
    FlameView view = FlameView.of(look(snapshot));
    assertThat(view.graphs()).hasSize(4);
    for (FlameGraph graph : view.graphs()) {
      long total =
          graph.styles().startsWith("fb") ? snapshot.allocatedBytes() : snapshot.allocationCount();
      assertThat(graph.frames().get(0).amount()).isEqualTo(total);
      assertAddsUp(graph.frames());
      assertThat(names(graph)).anyMatch(name -> name.endsWith(" more"));
    }
  }

  /** Frames are listed outer ones first: what follows one, deeper, until one as deep, is in it. */
  private static void assertAddsUp(List<FlameGraph.Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      FlameGraph.Frame frame = frames.get(i);
      int depth = Integer.parseInt(frame.y());
      long sum = frame.own();
      double right = Double.parseDouble(frame.x()) + Double.parseDouble(frame.width());
      for (int j = i + 1; j < frames.size() && Integer.parseInt(frames.get(j).y()) > depth; j++) {
        FlameGraph.Frame inner = frames.get(j);
        assertThat(Double.parseDouble(inner.x()) + Double.parseDouble(inner.width()))
            .isLessThanOrEqualTo(right + 1e-9);
        sum += Integer.parseInt(inner.y()) == depth + 20 ? inner.amount() : 0;
      }
      assertThat(sum).as(frame.title()).isEqualTo(frame.amount());
    }
  }

  @Test
  void graph_deepRecursion_leavesItsMiddleOut() {
    List<StackTraceElement> frames = new ArrayList<>(List.of(GROW));
    for (int i = 0; i < 1_000; i++) {
      frames.add(frame("com.acme.Tree", "walk", 100 + i));
    }
    FlameView view =
        view(
            List.of(grown(1, 56)),
            sample(OBJECTS, 1, 1, 56, frames.toArray(StackTraceElement[]::new)));
    assertThat(names(graph(view, "fb all")))
        .hasSize(1 + 32 + 1 + 16 + 1)
        .contains("Tree.walk:1099", "calls left out", "Tree.walk:100", "ArrayList.grow:237");
  }

  @Test
  void graph_framesBelowTheTwoThousandthPart_areOneFrame() {
    List<SiteStatistics> rows = new ArrayList<>(List.of(grown(1, 1_000_000)));
    for (int i = 0; i < 10; i++) {
      rows.add(Samples.row("byte[]", Samples.user("com.acme.Small", "m", i + 1), 1, 400));
    }
    assertThat(names(graph(view(rows), "fb all")))
        .containsExactly("all 980.5 KiB", "ArrayList.grow:237", "Object[]", "10 more");
  }

  @Test
  void live_notFollowed_isNotAvailableAndSaysWhy() {
    FlameView view = view(List.of(grown(2, 112)), sample(OBJECTS, 2, 2, 112, GROW, FILLS));
    assertThat(view.unknown())
        .singleElement()
        .satisfies(
            live -> {
              assertThat(live.styles()).isEqualTo("fv");
              assertThat(live.lead()).isEqualTo("n/a.");
              assertThat(live.why()).startsWith("This check counts and follows no object");
            });
  }

  @Test
  void live_withoutStacksOrWithPartOfThem_saysWhyItIsNotKnown() {
    assertThat(view(List.of(grown(2, 112))).unknown())
        .singleElement()
        .matches(live -> live.why().startsWith("No call stack was taken"));
    FakeSnapshot lost =
        new FakeSnapshot(List.of(grown(2, 112)))
            .withSamples(
                new AllocationHistory(List.of(event(OBJECTS, 56, true, false, GROW, FILLS)), 1),
                sample(OBJECTS, 2, 2, 112, GROW, FILLS));
    assertThat(FlameView.of(look(lost)).unknown())
        .singleElement()
        .matches(live -> live.why().contains("trackmemory.history.max"));
  }

  @Test
  void live_followed_isAGraphThatSaysHowMuchIsKnown() {
    FakeSnapshot snapshot =
        new FakeSnapshot(List.of(grown(3, 168)))
            .withSamples(
                new AllocationHistory(
                    List.of(
                        event(OBJECTS, 56, true, false, GROW, FILLS),
                        event(OBJECTS, 56, true, true, GROW, FILLS)),
                    0),
                sample(OBJECTS, 2, 2, 112, GROW, FILLS),
                sample(OBJECTS, 1, 1, 56, GROW, MATCH));
    FlameView view = FlameView.of(look(snapshot));
    assertThat(graph(view, "fv all").frames().get(0).amount()).isEqualTo(56);
    assertThat(view.notes())
        .contains(
            "Live is what was not seen to be collected, known of 112 B of 168 B: of the"
                + " rest not each object with a stack was followed.");
  }

  @Test
  void live_allCollected_saysSo() {
    FakeSnapshot snapshot =
        new FakeSnapshot(List.of(grown(1, 56)))
            .withSamples(
                new AllocationHistory(List.of(event(OBJECTS, 56, true, true, GROW, FILLS)), 0),
                sample(OBJECTS, 1, 1, 56, GROW, FILLS));
    assertThat(FlameView.of(look(snapshot)).unknown())
        .singleElement()
        .extracting(FlameView.Absent::lead, FlameView.Absent::why)
        .containsExactly("Nothing is alive.", "All that was followed, 56 B, has been collected.");
  }

  @Test
  void certainty_ofSampledStacks_isAnErrorWithItsFormula() {
    FlameView view =
        view(List.of(grown(90_000, 2_880_000)), sample(OBJECTS, 1_083, 90_000, 2_880_000, GROW));
    assertThat(view.certainty()).isEqualTo("\u00b1 3.0 %: 1,083 stacks of 90,000 allocations");
    assertThat(view.formula()).contains("n = 1,083 stacks = 3.0 %");
    assertThat(html(view)).contains(">" + view.certainty() + "</span>");
  }

  @Test
  void certainty_ofAPart_isNeverExact() {
    FakeSnapshot part =
        new FakeSnapshot(List.of(grown(2, 112)))
            .withSamples(AllocationHistory.NONE, sample(OBJECTS, 2, 2, 112, GROW, FILLS));
    part.part = true;
    FlameView view = FlameView.of(look(part));
    assertThat(view.certainty()).endsWith(" %: 2 stacks of the whole scope");
    assertThat(view.notes()).anyMatch(note -> note.startsWith("This is a part of its scope"));
  }

  @Test
  void section_ofNothing_saysWhy() {
    assertThat(html(view(List.of())))
        .contains("<b>Nothing was allocated.</b>")
        .doesNotContain("<svg");
    String unmeasured =
        html(FlameView.of(look(new FakeSnapshot(List.of()).withUncertified("no <agent>"))));
    assertThat(unmeasured).contains("<b>n/a.</b> no &lt;agent&gt;").doesNotContain("<svg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</svg><script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "{{certainty}} {{#graphs}}",
        "\u202etxt.exe\u2028 \u001b[31m \ud83d",
        "<b>.<i>: 12 %",
      })
  void section_hostileNames_addsNoTagAndNothingUnseen(String name) {
    String hostile = html(named(name));
    assertThat(tags(hostile)).isEqualTo(tags(html(named("benign"))));
    assertThat(hostile).doesNotContainPattern("[\u202e\u2028\u001b\ud83d]");
  }

  @Test
  void section_nameOfTenThousandCharacters_isCut() {
    assertThat(html(named("n".repeat(10_000)))).hasSizeLessThan(20_000);
  }

  private static FlameView named(String name) {
    AllocationSite line = Samples.user(name, name, 7);
    return view(
        List.of(Samples.row(name, line, 2, 32)),
        sample(name, 1, 1, 16, frame(name, name, 7), frame(name, name, 8)),
        sample(name, 1, 1, 16, frame(name, name, 7)));
  }

  /* Without the text that fits, as that is longer or shorter. */
  private static List<String> tags(String html) {
    return Pattern.compile("<[^>]*>").matcher(html).results().map(tag -> tag.group()).toList();
  }

  @Test
  void section_ofTenThousandFrames_isBelow250KiloBytes() {
    FlameView view = FlameView.of(look(large(1_000, 10_000)));
    assertThat(html(view).getBytes(UTF_8).length).isBetween(50_000, 250_000);
    assertThat(view.graphs())
        .allSatisfy(graph -> assertThat(graph.frames()).hasSizeLessThanOrEqualTo(2 * 220));
  }

  @Test
  void json_ofStacks_hasEachLineOnceAndTheSameFigures() {
    FakeSnapshot snapshot = large(300, 500);
    CallStacks stacks = CallStacks.of(snapshot);
    String json = JsonWriter.write(JsonStacks.of(stacks));
    List<AllocationSite> lines =
        stacks.rows().stream().flatMap(row -> row.lines().stream()).distinct().toList();
    assertThat(Pattern.compile("\"class\"").matcher(json).results()).hasSize(lines.size());
    long bytes =
        Pattern.compile("\"bytes\": (\\d+)")
            .matcher(json)
            .results()
            .mapToLong(hit -> Long.parseLong(hit.group(1)))
            .sum();
    assertThat(bytes).isEqualTo(snapshot.allocatedBytes());
  }

  @Test
  void sizes_ofManyObjects_areAllOfThem() {
    FakeSnapshot snapshot = large(300, 500);
    MeasurementLook look = look(snapshot);
    assertThat(Sizes.of(look.stacks()).classes().stream().mapToLong(Sizes.Of::bytes).sum())
        .isEqualTo(snapshot.allocatedBytes());
    String html = Templates.render(Assets.text("sizes.mustache"), SizesView.of(look));
    assertThat(html).contains("by each stack\u2019s mean", "<th scope=\"row\" class=\"no\">");
  }

  @Test
  void sizes_ofNothing_sayWhy() {
    MeasurementLook look = look(new FakeSnapshot(List.of()).withUncertified("no agent"));
    assertThat(Templates.render(Assets.text("sizes.mustache"), SizesView.of(look)))
        .contains("n/a: no agent")
        .doesNotContain("<table");
  }

  /** A measurement of many stacks, sampled, of frames of which no two are the same. */
  static FakeSnapshot large(int stacks, int frames) {
    Random random = new Random(7);
    List<StackTraceElement> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      String owner =
          List.of("com.acme.documents.", "java.util.stream.", "org.lib.parser.").get(i % 3);
      all.add(frame(owner + "Generated" + i, "readsTheElement", 1 + i));
    }
    List<SiteStatistics> rows = new ArrayList<>();
    List<StackSample> samples = new ArrayList<>();
    int used = 0;
    for (int i = 0; i < stacks; i++) {
      List<StackTraceElement> stack = new ArrayList<>();
      int depth = 12 + random.nextInt(20);
      stack.add(all.get(used++ % frames));
      for (int j = 1; j < depth; j++) {
        stack.add(all.get(j < 12 ? used++ % frames : Math.min(frames - 1, j)));
      }
      AllocationSite line = new FakeSnapshot(List.of()).lines(stack.subList(0, 1)).get(0);
      String type = i % 5 == 0 ? "byte[]" : "com.acme.documents.Element" + i % 70;
      long count = 10L + random.nextInt(100_000 / (i + 1) + 1);
      long bytes = count * (type.equals("byte[]") ? 77 : 24);
      rows.add(Samples.row(type, line, count, bytes));
      samples.add(
          sample(type, 3, count * 0.9, bytes * 0.9, stack.toArray(StackTraceElement[]::new)));
    }
    Collections.shuffle(samples, random);
    return new FakeSnapshot(rows)
        .withSamples(AllocationHistory.NONE, samples.toArray(StackSample[]::new));
  }

  @Test
  void large_reallyHasTenThousandFrames() {
    assertThat(
            large(1_000, 10_000).samples().stream()
                .flatMap(each -> each.frames().stream())
                .distinct())
        .hasSizeGreaterThan(9_900);
  }
}
