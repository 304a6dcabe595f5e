package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.SiteStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import one.convert.Arguments;
import one.convert.FlameGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Collapsed stacks are read by async-profiler's converter. Speedscope and DHAT's viewer read their
 * files in a browser only, so that these are held against the rules of their formats.
 */
class StackFormatsTest {

  @TempDir private Path dir;

  private Path json(TestReport report) {
    return Samples.reports(dir).write(report).json();
  }

  private String written(TestReport report, StackFormat format) throws IOException {
    Path file = dir.resolve("out");
    StackFormats.write(json(report), format, file);
    return Files.readString(file);
  }

  private Map<?, ?> object(TestReport report, StackFormat format) throws IOException {
    return (Map<?, ?>) Objects.requireNonNull(JsonReader.read(written(report, format)));
  }

  private static List<Object> list(Map<?, ?> json, String name) {
    return new ArrayList<>((List<?>) Objects.requireNonNull(json.get(name)));
  }

  private static TestReport hostile() {
    AllocationSite line = Samples.user("com.acme;A B", "m;1 2\n3", 7);
    SiteStatistics row = Samples.row("x;y 5", line, 2, 32);
    SiteStatistics longer = Samples.called("x;y 5", line, line, 1, 16);
    AllocationSite alike =
        new AllocationSite(line.className(), line.methodName(), line.fileName(), 7, Origin.LIBRARY);
    SiteStatistics again = Samples.row("x;y 5", alike, 3, 48);
    return Samples.report(
        Samples.FILLS, Status.PASSED, new FakeSnapshot(List.of(row, longer, again)), List.of());
  }

  @Test
  void collapsed_isWhatItsReadersRead() throws IOException {
    assertThat(written(Samples.tooManyAllocations(), StackFormat.COLLAPSED))
        .isEqualTo(
            """
            com.acme.OrderBook.fills(OrderBook.java:58);java.util.ArrayList.grow(ArrayList.java:237);java.lang.Object[] 56
            com.acme.OrderBook.match(OrderBook.java:42);java.lang.Integer 48
            com.acme.OrderBook.fills(OrderBook.java:57);java.util.ArrayList 24
            """);
    for (TestReport report : List.of(Samples.tooManyAllocations(), Samples.leak(), hostile())) {
      String text = written(report, StackFormat.COLLAPSED);
      FlameGraph graph = new FlameGraph(new Arguments("-o", "collapsed"));
      graph.parseCollapsed(new StringReader(text));
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      graph.dump(new PrintStream(again, true, StandardCharsets.UTF_8));
      assertThat(again.toString(StandardCharsets.UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(text.lines().toList());
    }
  }

  @Test
  void speedscope_keepsItsRules() throws IOException {
    for (TestReport report : List.of(Samples.tooManyAllocations(), hostile())) {
      Map<?, ?> file = object(report, StackFormat.SPEEDSCOPE);
      assertThat(file.get("$schema"))
          .isEqualTo("https://www.speedscope.app/file-format-schema.json");
      List<Object> frames = list((Map<?, ?>) Objects.requireNonNull(file.get("shared")), "frames");
      assertThat(frames).doesNotHaveDuplicates().allMatch(frame -> isNamed((Map<?, ?>) frame));
      for (Object each : list(file, "profiles")) {
        Map<?, ?> profile = (Map<?, ?>) each;
        assertThat(profile.get("type")).isEqualTo("sampled");
        assertThat(profile.get("unit")).isIn("bytes", "none");
        assertThat(list(profile, "samples")).hasSameSizeAs(list(profile, "weights"));
        for (Object sample : list(profile, "samples")) {
          assertThat((List<?>) sample)
              .allMatch(number -> (Long) number >= 0 && (Long) number < frames.size());
        }
        long sum = list(profile, "weights").stream().mapToLong(weight -> (Long) weight).sum();
        assertThat(profile.get("startValue")).isEqualTo(0L);
        assertThat(profile.get("endValue")).isEqualTo(sum);
      }
    }
    Map<?, ?> file = object(Samples.tooManyAllocations(), StackFormat.SPEEDSCOPE);
    List<Object> sums = new ArrayList<>();
    list(file, "profiles").forEach(each -> sums.add(((Map<?, ?>) each).get("endValue")));
    assertThat(sums).isEqualTo(List.of(128L, 5L));
  }

  private static boolean isNamed(Map<?, ?> frame) {
    return frame.keySet().equals(Set.of("name")) && frame.get("name") instanceof String;
  }

  @Test
  void dhat_keepsItsRules() throws IOException {
    for (TestReport report : List.of(Samples.tooManyAllocations(), hostile())) {
      Map<?, ?> file = object(report, StackFormat.DHAT);
      assertThat(file.get("dhatFileVersion")).isEqualTo(2L);
      assertThat(file.get("bklt")).isEqualTo(false);
      assertThat(file.get("bkacc")).isEqualTo(false);
      assertThat(file.get("te")).isInstanceOf(Long.class);
      for (String text : List.of("mode", "verb", "tu", "Mtu", "cmd")) {
        assertThat(file.get(text)).isInstanceOf(String.class);
      }
      List<Object> frames = list(file, "ftbl");
      assertThat(frames).startsWith("[root]").doesNotHaveDuplicates();
      Set<Object> stacks = new HashSet<>();
      for (Object each : list(file, "pps")) {
        Map<?, ?> point = (Map<?, ?>) each;
        assertThat(point.get("tb")).isInstanceOf(Long.class);
        assertThat(point.get("tbk")).isInstanceOf(Long.class);
        assertThat(list(point, "fs"))
            .isNotEmpty()
            .allMatch(number -> (Long) number > 0 && (Long) number < frames.size());
        assertThat(stacks.add(list(point, "fs"))).as("each stack once").isTrue();
      }
    }
    Map<?, ?> file = object(Samples.tooManyAllocations(), StackFormat.DHAT);
    Map<?, ?> first = (Map<?, ?>) list(file, "pps").get(0);
    List<Object> names = list(file, "ftbl");
    assertThat(list(first, "fs").stream().map(each -> names.get(((Long) each).intValue())).toList())
        .isEqualTo(
            List.of(
                "java.lang.Object[]",
                "java.util.ArrayList.grow(ArrayList.java:237)",
                "com.acme.OrderBook.fills(OrderBook.java:58)"));
  }

  @Test
  void write_whatIsNoReport_saysSo_andLeavesTheFile() throws IOException {
    Path file = Files.writeString(dir.resolve("out"), "before");
    Path torn = Files.writeString(dir.resolve("torn.json"), "{\"test\": {");
    Path old =
        Files.writeString(
            dir.resolve("old.json"),
            "{\"test\": {\"class\": \"A\", \"method\": \"m\", \"invocation\": \"\"},"
                + " \"measurements\": [{}]}");
    assertThatThrownBy(() -> StackFormats.write(torn, StackFormat.DHAT, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(torn + " is no report of a test that can be told so: ");
    assertThatThrownBy(() -> StackFormats.write(old, StackFormat.DHAT, file))
        .hasMessageEndingWith(
            "it has no call stacks: an older version of TrackMemory wrote it, so run the test"
                + " again");
    assertThat(file).hasContent("before");
  }
}
