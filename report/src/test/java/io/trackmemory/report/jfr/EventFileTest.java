package io.trackmemory.report.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trackmemory.report.FakeSnapshot;
import io.trackmemory.report.ReportFolder;
import io.trackmemory.report.Samples;
import io.trackmemory.report.TestReport;
import io.trackmemory.report.TestReport.Status;
import io.trackmemory.report.jfr.Recorded.Printed;
import io.trackmemory.tracker.AllocationHistory;
import io.trackmemory.tracker.Omissions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's own reader and tool make of an events file. */
class EventFileTest {

  @TempDir Path folder;

  @Test
  void samples_haveTimeThreadTypeAndStack() throws IOException {
    Path file = written(Recorded.sampled());
    List<RecordedEvent> samples = Recorded.read(file, Recorded.SAMPLE);
    assertThat(samples).hasSize(6);
    RecordedEvent third = samples.get(2);
    Instant opened = Instant.parse("2026-01-31T12:30:15.250Z").minusNanos(12_345_678);
    assertThat(third.getStartTime()).isEqualTo(opened.plusNanos(4_000));
    RecordedThread thread = third.getThread();
    assertThat(thread.getJavaName()).isEqualTo("wörker \u4e00");
    assertThat(thread.getJavaThreadId()).as("not known").isNotPositive();
    assertThat(samples.get(0).getThread().getJavaThreadId()).isEqualTo(1);
    assertThat(third.getClass("objectClass").getName()).isEqualTo("java.lang.Integer");
    assertThat(Recorded.frames(third))
        .containsExactly("com.acme.OrderBook$Fill.match:10", "com.acme.OrderBook$Fill.run:11");
    assertThat(samples.get(3).getClass("objectClass").getName()).isEqualTo("[B");
  }

  @Test
  void weights_ofEachStackSumUpToItsEstimate() throws IOException {
    FakeSnapshot snapshot = Recorded.sampled();
    List<RecordedEvent> samples = Recorded.read(written(snapshot), Recorded.SAMPLE);
    assertThat(Recorded.weights(samples)).isEqualTo(Recorded.weights(snapshot));
  }

  @Test
  void olderSamples_areTogetherAndOfNoThread() throws IOException {
    List<RecordedEvent> samples = Recorded.read(written(Recorded.sampled()), Recorded.SAMPLE);
    RecordedEvent rest = samples.get(5);
    assertThat(rest.getThread()).isNull();
    assertThat(rest.getLong("weight")).isEqualTo(603 - Math.round(64 * 3.3 + 40 * 3.4));
    assertThat(Recorded.frames(rest)).hasSize(3);
  }

  @Test
  void stacks_haveTheirEstimates() throws IOException {
    List<RecordedEvent> stacks = Recorded.read(written(Recorded.sampled()), "trackmemory.Stack");
    assertThat(stacks)
        .extracting(
            stack -> stack.getLong("samples"),
            stack -> stack.getDouble("objects"),
            stack -> stack.getLong("bytes"),
            stack -> stack.getLong("smallest"),
            stack -> stack.getLong("largest"),
            stack -> stack.getLong("cpuTime"))
        .containsExactly(
            tuple(3L, 3.0, 48L, 16L, 64L, JfrSchema.ABSENT),
            tuple(3L, 9.9, 603L, 16L, 64L, JfrSchema.ABSENT));
    assertThat(stacks.get(0).getDuration()).isEqualTo(Duration.ofNanos(8_000));
    assertThat(Recorded.frames(stacks.get(1))).hasSize(3);
  }

  @Test
  void samples_haveTheFieldsOfTheJdkInItsOrder() throws IOException {
    RecordedEvent sample = Recorded.read(written(Recorded.sampled()), Recorded.SAMPLE).get(0);
    assertThat(sample.getFields())
        .extracting(ValueDescriptor::getName)
        .containsExactly("startTime", "eventThread", "stackTrace", "objectClass", "weight");
  }

  @Test
  void test_hasTheSnapshotsTotals() throws IOException {
    ReportFolder reports = Samples.reports(folder);
    TestReport report = Samples.tooManyAllocations();
    reports.appendEvents(report);
    Path file = Recorded.fileIn(folder);
    RecordedEvent test = Recorded.read(file, Recorded.TEST).get(0);
    assertThat(test.getString("test")).isEqualTo(report.test().toString());
    assertThat(test.getString("status")).isEqualTo(Status.FAILED.name());
    assertThat(test.getString("failure")).isEqualTo(AssertionError.class.getName());
    assertThat(test.getString("uncertified")).isNull();
    assertThat(test.getDuration()).isEqualTo(report.elapsed());
    assertThat(test.getLong("allocationCount")).isEqualTo(2_000);
    assertThat(test.getLong("allocatedBytes")).isEqualTo(1_088_576);
    assertThat(test.getLong("firstUseBytes")).isEqualTo(2_048);
    assertThat(test.getLong("foreignCount")).isEqualTo(7);
    assertThat(test.getLong("jvmAllocatedBytes")).as("n/a").isEqualTo(JfrSchema.ABSENT);
    assertThat(test.getLong("filteredBytes")).isEqualTo(96);
    assertThat(Recorded.read(file, "trackmemory.Verdict"))
        .extracting(verdict -> verdict.getString("outcome"))
        .containsExactly("PASSED", "FAILED");
    assertThat(Recorded.read(file, "trackmemory.Checkpoint"))
        .extracting(checkpoint -> checkpoint.getLong("bytes"))
        .containsExactly(1_040_000L, 1_088_576L);
    assertThat(Recorded.read(file, "trackmemory.Site"))
        .extracting(site -> site.getString("account"), site -> site.getLong("bytes"))
        .containsExactly(
            tuple("SCOPE", 1_048_576L), tuple("SCOPE", 40_000L), tuple("FIRST_USE", 2_048L));
  }

  @Test
  void totalThatCouldNotBeMeasured_isAbsent() throws IOException {
    FakeSnapshot nothing = new FakeSnapshot(List.of()).withUncertified("no agent");
    RecordedEvent test = Recorded.read(written(nothing), Recorded.TEST).get(0);
    assertThat(test.getLong("allocatedBytes")).isEqualTo(JfrSchema.ABSENT);
    assertThat(test.getLong("peakAtMost")).isEqualTo(JfrSchema.ABSENT);
    assertThat(test.getString("uncertified")).isEqualTo("no agent");
  }

  @Test
  void emptyTest_canBeRead() throws Exception {
    Path file = written(new FakeSnapshot(List.of()).withOmissions(Omissions.NONE));
    assertThat(Recorded.read(file)).hasSize(2);
    assertThat(Recorded.jfr("summary", file.toString()).exitCode()).isZero();
  }

  @Test
  void sampleWithoutAStack_hasNone() throws IOException {
    FakeSnapshot bare =
        new FakeSnapshot(List.of())
            .withSamples(
                new AllocationHistory(
                    List.of(Recorded.event(1, "main", "int[][]", 24, 1, List.of())), 0),
                Recorded.sample("int[][]", List.of(), 1, 1, 24));
    List<RecordedEvent> samples = Recorded.read(written(bare), Recorded.SAMPLE);
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).getStackTrace()).isNull();
    assertThat(samples.get(0).getClass("objectClass").getName()).isEqualTo("[[I");
  }

  @Test
  void chunksOfAFile_keepTheirOwnNames() throws IOException {
    ReportFolder reports = Samples.reports(folder);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<StackTraceElement> frames = Recorded.stack("m" + i, "n" + i);
      String thread = "thread-" + i;
      String type = "com.acme.Type" + i;
      expected.add(thread + type + "m" + i);
      reports.appendEvents(
          Recorded.report(
              "t" + i,
              new FakeSnapshot(List.of())
                  .withSamples(
                      new AllocationHistory(
                          List.of(Recorded.event(i, thread, type, 24, 1, frames)), 0),
                      Recorded.sample(type, frames, 1, 1, 24))));
    }
    assertThat(Recorded.read(Recorded.fileIn(folder), Recorded.SAMPLE))
        .extracting(
            sample ->
                sample.getThread().getJavaName()
                    + sample.getClass("objectClass").getName()
                    + sample.getStackTrace().getFrames().get(0).getMethod().getName())
        .isEqualTo(expected);
  }

  @Test
  void hostileNames_areReadAsTheyAre() throws IOException {
    String name = "<b>\u202e\u0000\ud800 $x\n".repeat(5_000);
    String type = "com.acme.Outer$1Ünner$$Lambda/0x00007f";
    List<StackTraceElement> frames =
        List.of(
            new StackTraceElement("x", "lambda$main$0", null, -1),
            new StackTraceElement("java.lang.Object", "wait0", null, -2),
            new StackTraceElement(type, "<init>", "", 0));
    Path file =
        written(
            new FakeSnapshot(List.of(Samples.row(type, Samples.user(type, name, 1), 1, 24)))
                .withSamples(
                    new AllocationHistory(List.of(Recorded.event(1, name, type, 24, 1, frames)), 0),
                    Recorded.sample(type, frames, 1, 1, 24)));
    RecordedEvent sample = Recorded.read(file, Recorded.SAMPLE).get(0);
    assertThat(sample.getThread().getJavaName()).isEqualTo(name);
    assertThat(Recorded.frames(sample))
        .containsExactly(
            "x.lambda$main$0:-1",
            "java.lang.Object.wait0:-1",
            type.replace('/', '.') + ".<init>:-1");
    assertThat(Recorded.read(file, "trackmemory.Site").get(0).getString("line")).contains(name);
  }

  @Test
  void jdkTool_summarizesAndPrints() throws Exception {
    String file = written(Recorded.sampled()).toString();
    Printed summary = Recorded.jfr("summary", file);
    assertThat(summary.exitCode()).as(summary.text()).isZero();
    assertThat(summary.text()).contains("jdk.ObjectAllocationSample", "trackmemory.Test");
    Printed printed = Recorded.jfr("print", "--stack-depth", "9", file);
    assertThat(printed.exitCode()).as(printed.text()).isZero();
    assertThat(printed.text())
        .contains("com.acme.OrderBook$Fill.match()", "line: 10", "objectClass = byte[]")
        .doesNotContain("Exception");
    assertThat(Recorded.jfr("print", "--json", file).exitCode()).isZero();
    assertThat(Recorded.jfr("metadata", file).text()).contains("trackmemory.Site");
    if (Runtime.version().feature() >= 21) {
      Printed view = Recorded.jfr("view", "allocation-by-site", file);
      assertThat(view.text()).contains("com.acme.OrderBook$Fill.grow");
    }
  }

  @Test
  void sameTest_sameBytes() {
    Map<String, byte[]> chunks =
        Map.of("one", chunk(Recorded.sampled()), "other", chunk(Recorded.sampled()));
    assertThat(chunks.get("one")).isEqualTo(chunks.get("other"));
  }

  private static byte[] chunk(FakeSnapshot snapshot) {
    return TestEvents.chunk(
        Samples.measured(Recorded.report("fills", snapshot)),
        Samples.CONDITIONS,
        new JfrConstants(1));
  }

  private Path written(FakeSnapshot snapshot) throws IOException {
    Samples.reports(folder).appendEvents(Recorded.report("fills", snapshot));
    return Recorded.fileIn(folder);
  }
}
