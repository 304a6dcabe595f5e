package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.Grade.Mark;
import io.trackmemory.report.Grade.Of;
import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.GcPressure;
import io.trackmemory.tracker.MemoryRates;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.ThreadStatistics;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import io.trackmemory.tracker.spi.Verdict.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each grade at both sides of its thresholds. */
class ScorecardTest {

  private static FakeSnapshot seen() {
    return new FakeSnapshot(
        List.of(Samples.row("byte[]", Samples.user("com.acme.Log", "open", 7), 10, 1_000)));
  }

  private static Verdict verdict(String check, Outcome outcome, Measure measure) {
    return new Verdict(
        About.FIGURES,
        check,
        outcome,
        "",
        Optional.of(seen()),
        List.of(),
        Optional.of(measure),
        "",
        Optional.empty());
  }

  private static Measure bytes(long limit, long atLeast, long atMost) {
    return new Measure(Unit.BYTES, limit, false, atLeast, atMost);
  }

  private static Grade grade(Of of, FakeSnapshot seen, Verdict... verdicts) {
    TestReport report = Samples.report(Samples.FILLS, Status.PASSED, seen, List.of(verdicts));
    return ReportContent.of(report, Samples.CONDITIONS).judged().grades().stream()
        .filter(grade -> grade.of() == of)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "1250, PASSED, GOOD, good",
    "1249, PASSED, FAIR, fair",
    "1000, PASSED, FAIR, fair",
    "999, FAILED, POOR, 1 × its limit",
    "500, FAILED, POOR, 2 × its limit",
    "0, FAILED, POOR, limit is 0"
  })
  void allocation_bySeenOfItsLimit(long limit, Outcome outcome, Mark mark, String words) {
    Grade grade =
        grade(
            Of.ALLOCATION,
            seen(),
            verdict("hasAllocatedBytesAtMost(x)", outcome, bytes(limit, 1_000, 1_000)));
    assertThat(grade.mark()).contains(mark);
    assertThat(grade.words()).isEqualTo(words);
    assertThat(grade.shown()).isEqualTo("1000 B · 10 objects");
    assertThat(grade.formula())
        .startsWith(
            "seen ÷ limit = 1,000 B ÷ "
                + String.format("%,d", limit)
                + " B (hasAllocatedBytesAtMost(x)).");
  }

  @Test
  void allocation_ofSeveralLimits_isThatOfWhichMostWasUsed() {
    Grade grade =
        grade(
            Of.ALLOCATION,
            seen(),
            verdict("hasAllocatedBytesAtMost(a)", Outcome.PASSED, bytes(10_000, 1_000, 1_000)),
            verdict("hasAllocatedBytesAtMost(b)", Outcome.PASSED, bytes(1_100, 1_000, 1_000)),
            verdict("hasDirectMemoryAtMost(c)", Outcome.PASSED, bytes(1_000, 1_000, 1_000)));
    assertThat(grade.mark()).contains(Mark.FAIR);
    assertThat(grade.formula()).contains("(hasAllocatedBytesAtMost(b))");
  }

  @Test
  void allocation_afterPerUnit_isOfOneUnit_byWhatThatCheckSaw() {
    Verdict limit =
        verdict("hasAllocatedBytesAtMost(x)", Outcome.PASSED, bytes(1_250, 1_000, 1_000));
    FakeSnapshot whole =
        new FakeSnapshot(
            List.of(Samples.row("byte[]", Samples.user("com.acme.Log", "open", 7), 99, 9_999)));
    Grade grade = grade(Of.ALLOCATION, whole, limit.of(new Work(400, "order")));
    assertThat(grade.label()).isEqualTo("Allocation per order");
    assertThat(grade.shown()).isEqualTo("2.5 B · 0.025 objects");
    assertThat(grade.mark()).contains(Mark.GOOD);
    assertThat(grade.formula())
        .startsWith(
            "seen ÷ limit = 1,000 B ÷ 1,250 B (hasAllocatedBytesAtMost(x)). That is of 400 × order:"
                + " 2.5 B ÷ 3.13 B for one.");
    assertThat(grade(Of.ALLOCATION, whole, limit).label()).isEqualTo("Allocation");
  }

  @Test
  void allocation_withoutLimit_hasNoGradeAndSaysWhatToWrite() {
    Grade grade = grade(Of.ALLOCATION, seen());
    assertThat(grade.mark()).isEmpty();
    assertThat(grade.words()).isEqualTo("no limit set");
    assertThat(grade.formula()).contains("@LimitAllocations");
  }

  @Test
  void allocation_notCertified_hasNoGradeAndSaysWhy() {
    Grade grade =
        grade(Of.ALLOCATION, new FakeSnapshot(List.of()).withUncertified("no agent; add it"));
    assertThat(grade.mark()).isEmpty();
    assertThat(grade.formula()).isEqualTo("no agent; add it");
    assertThat(GradeView.of(grade).value()).isEqualTo("n/a");
  }

  @ParameterizedTest
  @CsvSource({
    "1250, PASSED, 600, 1000, GOOD",
    "1000, PASSED, 600, 1000, FAIR",
    "500, FAILED, 600, 1000, POOR"
  })
  void peak_byWhatWasSeenAtMost(long limit, Outcome outcome, long least, long most, Mark mark) {
    Verdict peak = verdict("@LimitPeak(\"1 KiB\")", outcome, bytes(limit, least, most));
    assertThat(grade(Of.PEAK, seen(), peak).mark()).contains(mark);
    assertThat(grade(Of.ALLOCATION, seen(), peak).words()).isEqualTo("no limit set");
  }

  @Test
  void peak_thatNobodyCanTell_hasNoGrade() {
    Verdict peak = verdict("hasPeakAtMost(x)", Outcome.UNCERTIFIED, bytes(800, 600, 1_000));
    assertThat(grade(Of.PEAK, seen(), peak).mark()).isEmpty();
  }

  @Test
  void typeCalledPeak_isNoPeak() {
    Verdict named =
        verdict("allocations().ofType(\"com.acme.Peak\").x", Outcome.PASSED, bytes(9, 1, 1));
    assertThat(grade(Of.PEAK, seen(), named).words()).isEqualTo("no limit set");
    assertThat(grade(Of.ALLOCATION, seen(), named).mark()).contains(Mark.GOOD);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, GOOD", "1, 4, GOOD", "1, 5, FAIR", "2, 19, FAIR", "2, 20, POOR"})
  void collections_byTheirShareOfTheTime(long collections, long pauseMillis, Mark mark) {
    MemoryRates rates =
        MemoryRates.of(
            100_000_000, 1_000, OptionalLong.of(collections), OptionalLong.of(pauseMillis));
    Grade grade = grade(Of.COLLECTIONS, seen().withRates(rates));
    assertThat(grade.mark()).contains(mark);
    assertThat(grade.formula())
        .startsWith("pauses ÷ time at work = " + pauseMillis + " ms ÷ 100 ms")
        .contains("those that TrackMemory asked for are not in it");
    assertThat(grade.goodTo()).hasValue(GcPressure.MEDIUM_FROM);
  }

  @Test
  void collections_inTooShortATime_haveNoGrade() {
    MemoryRates rates = MemoryRates.of(9_000_000, 1_000, OptionalLong.of(1), OptionalLong.of(1));
    Grade grade = grade(Of.COLLECTIONS, seen().withRates(rates));
    assertThat(grade.mark()).isEmpty();
    assertThat(grade.formula()).contains("less than 10 ms");
  }

  @Test
  void leaks_beyondWhatIsAllowed_arePoor_andWithoutSearchNotAsked() {
    Grade leaks =
        ReportContent.of(Samples.leak(), Samples.CONDITIONS).judged().grades().stream()
            .filter(grade -> grade.of() == Of.LEAKS)
            .findFirst()
            .orElseThrow();
    assertThat(leaks.mark()).contains(Mark.POOR);
    assertThat(leaks.shown()).isEqualTo("7 objects");
    assertThat(leaks.formula()).startsWith("objects left = 7, of 6 allocated (@NoLeaks).");
    assertThat(grade(Of.LEAKS, seen()).words()).isEqualTo("not asked");
  }

  @Test
  void growth_isGradedByItsSlope() {
    assertThat(ReportContent.of(GrowthTest.failed(), Samples.CONDITIONS).judged().grades())
        .filteredOn(grade -> grade.of() == Of.GROWTH)
        .singleElement()
        .satisfies(
            grade -> {
              assertThat(grade.mark()).contains(Mark.POOR);
              assertThat(grade.shown()).startsWith("+").endsWith(" a run");
            });
  }

  @ParameterizedTest
  @CsvSource({"500, GOOD", "501, FAIR", "750, FAIR", "751, POOR"})
  void threads_byTheShareOfTheBusiest(long bytes, Mark mark) {
    ThreadStatistics main = worker("main", 9_999, 0);
    long rest = 1_000 - bytes;
    FakeSnapshot seen =
        seen()
            .withThreads(
                main,
                worker("a", bytes, 2),
                worker("b", rest, 1),
                worker("c", 0, 1),
                worker("d", 0, 1));
    Grade grade = grade(Of.THREADS, seen);
    assertThat(grade.mark()).contains(mark);
    assertThat(grade.formula()).contains("good up to 50.0 %, fair up to 75.0 %");
  }

  static ThreadStatistics worker(String name, long bytes, long tasksRun) {
    return new ThreadStatistics(
        name,
        1,
        tasksRun == 0,
        10,
        bytes,
        OptionalLong.empty(),
        0,
        tasksRun,
        new PeakBracket(0, bytes));
  }

  @Test
  void page_showsEachFormula() {
    String page =
        Templates.page(
            PageView.of(ReportContent.of(Samples.tooManyAllocations(), Samples.CONDITIONS)));
    assertThat(page)
        .contains("<summary>Allocation<b>128 B · 5 objects</b><b class=\"bad\">2.5 × its limit</b>")
        .contains("seen ÷ limit &#61; 5 objects ÷ 2 objects (hasAllocationCountAtMost(2)).");
  }

  @Test
  void thresholds_areThoseThatTheDocumentationTells() throws IOException {
    assertThat(Files.readString(Path.of("../docs/findings.md")))
        .contains(
            "| Allocation | seen ÷ limit | 0.8 | 1 |",
            "| Peak against limit | seen at most ÷ limit | 0.8 | 1 |",
            "| Collections | pauses ÷ time at work | below 5 % | below 20 % |",
            "| Leaks | objects left | 0 | what the check allows |",
            "| Growth | bytes more with each run | 0 | what the check allows |");
  }
}
