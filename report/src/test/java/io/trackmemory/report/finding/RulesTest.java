package io.trackmemory.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.Samples;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.report.finding.Finding.Severity;
import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.ThreadStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each rule where it fires, and beside it where it must not. Long, as the rules see the same
 * evidence and each must not take what is another's.
 */
class RulesTest {

  private static final String BOX = "java.lang.Integer";

  private static List<AllocationSite> through(AllocationSite... jdk) {
    return Stream.concat(Arrays.stream(jdk), Stream.of(Seen.LINE)).toList();
  }

  private static final List<AllocationSite> LIST =
      through(
          Samples.jdk("java.util.Arrays", "copyOf", 3481),
          Samples.jdk("java.util.ArrayList", "grow", 237),
          Samples.jdk("java.util.ArrayList", "add", 454));
  private static final List<AllocationSite> FIRST_OF_LIST =
      through(
          Samples.jdk("java.util.ArrayList", "grow", 239),
          Samples.jdk("java.util.ArrayList", "add", 454));
  private static final List<AllocationSite> MAP =
      through(
          Samples.jdk("java.util.HashMap", "resize", 702),
          Samples.jdk("java.util.HashMap", "putVal", 663));
  private static final List<AllocationSite> FIRST_OF_MAP =
      through(
          Samples.jdk("java.util.HashMap", "resize", 702),
          Samples.jdk("java.util.HashMap", "putVal", 629));
  private static final List<AllocationSite> BUILDER =
      through(
          Samples.jdk("java.util.Arrays", "copyOf", 3537),
          Samples.jdk("java.lang.AbstractStringBuilder", "ensureCapacityInternal", 228),
          Samples.jdk("java.lang.StringBuilder", "append", 179));

  @Test
  void nothing_isFoundInNothing() {
    assertThat(new Seen().found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"100, 200, HIGH", "100, 500, MEDIUM", "100, 5000, LOW"})
  void boxing_isFound(long boxes, long others, Severity severity) {
    Seen seen = new Seen().made(BOX, boxes, 16).beside(others, others * 16);
    Finding finding = seen.only("boxing");
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.line()).contains(Seen.LINE);
    assertThat(finding.evidence()).startsWith("100 × Integer, 1.6 KiB, ");
    assertThat(finding.advice())
        .isEqualTo("Declare the variable, parameter or result as int instead of Integer.");
    assertThat(finding.saves()).contains(new Saving(100, 1_600));
  }

  @Test
  void boxing_fewOrOnceARun_isNone() {
    assertThat(new Seen().made(BOX, 99, 16).found()).isEmpty();
    assertThat(new Seen().made(BOX, 1_000, 16).runs(1_000).found()).isEmpty();
    assertThat(new Seen().made("com.acme.Integer", 500, 16).found()).isEmpty();
  }

  @Test
  void boxing_intoACollection_isToldSo() {
    Seen seen = new Seen().made(BOX, 200, 16).by("java.lang.Object[]", LIST, 1, 56, 56, 56);
    assertThat(seen.only("boxing").advice())
        .isEqualTo("Keep the numbers in an array (int[]) or in a collection of primitives.");
  }

  @Test
  void regrowth_ofAList_tellsTheCapacityThatSuffices() {
    Finding finding = new Seen().by("java.lang.Object[]", LIST, 7, 1_400, 80, 456).only("regrowth");
    assertThat(finding.title()).isEqualTo("Arrays that grow");
    assertThat(finding.evidence())
        .isEqualTo(
            "7 × Object[], 1.4 KiB, 100.0 % of all bytes, each a larger copy of the one before;"
                + " the largest is 456 B");
    assertThat(finding.advice()).startsWith("Give it its size where it is made: new ArrayList<>(");
    assertThat(finding.saves()).contains(new Saving(7, 944));
    assertThat(finding.severity()).as("few").isEqualTo(Severity.LOW);
  }

  @Test
  void regrowth_ofABuilder_countsCharacters() {
    assertThat(new Seen().by("byte[]", BUILDER, 9, 18_544, 56, 9_232).only("regrowth"))
        .returns("A builder that grows", Finding::title)
        .satisfies(finding -> assertThat(finding.advice()).contains("new StringBuilder(92"));
  }

  @Test
  void regrowth_ofAMap_isToldFromItsFirstArray() {
    Seen seen =
        new Seen()
            .by("java.util.HashMap$Node[]", FIRST_OF_MAP, 1, 80, 80, 80)
            .by("java.util.HashMap$Node[]", MAP, 5, 4_048, 144, 2_064);
    assertThat(seen.only("regrowth"))
        .satisfies(
            finding ->
                assertThat(finding.advice())
                    .contains("new HashMap<>(512)", "512 buckets would have sufficed"))
        .returns(Optional.of(new Saving(5, 1_984)), Finding::saves);
  }

  @Test
  void regrowth_firstArraysOnlyOrFew_isNone() {
    assertThat(new Seen().by("java.lang.Object[]", FIRST_OF_LIST, 500, 28_000, 56, 56).found())
        .doesNotContain("regrowth HIGH");
    assertThat(
            new Seen()
                .by("java.util.HashMap$Node[]", FIRST_OF_MAP, 500, 400_000, 80, 8_208)
                .found())
        .as("of a size each")
        .isEmpty();
    assertThat(
            new Seen()
                .by("java.util.HashMap$Node[]", FIRST_OF_MAP, 500, 40_000, 80, 80)
                .by("java.util.HashMap$Node[]", MAP, 2, 288, 144, 144)
                .found())
        .as("two of 500 grew")
        .isEmpty();
    assertThat(new Seen().by("java.lang.Object[]", LIST, 2, 200, 80, 120).found()).isEmpty();
    assertThat(new Seen().by("java.lang.Object[]", LIST, 20, 2_000, 80, 120).runs(10).found())
        .as("2 a run")
        .isEmpty();
  }

  @Test
  void regrowth_insideOfAnother_isNoneOfTheUsers() {
    List<AllocationSite> formatter =
        through(
            Samples.jdk("java.util.Arrays", "copyOf", 3537),
            Samples.jdk("java.lang.AbstractStringBuilder", "ensureCapacityInternal", 228),
            Samples.jdk("java.lang.StringBuilder", "append", 179),
            Samples.jdk("java.util.Formatter", "format", 2661),
            Samples.jdk("java.lang.String", "format", 4151));
    assertThat(new Seen().by("byte[]", formatter, 9, 18_544, 56, 9_232).found()).isEmpty();
    AllocationSite library =
        new AllocationSite("com.lib.Parser", "read", "Parser.java", 3, Origin.LIBRARY);
    List<AllocationSite> ofLibrary =
        Stream.of(LIST.subList(0, 3), List.of(library, Seen.LINE)).flatMap(List::stream).toList();
    assertThat(new Seen().by("java.lang.Object[]", ofLibrary, 7, 1_400, 80, 456).found()).isEmpty();
  }

  @Test
  void boxing_insideOfALibrary_isToldSo() {
    AllocationSite valueOf = Samples.jdk("java.lang.Integer", "valueOf", 1081);
    assertThat(new Seen().by(BOX, through(valueOf), 200, 3_200, 16, 16).only("boxing").advice())
        .startsWith("A library boxes for this line");
  }

  @Test
  void smallAllocations_areFound() {
    Seen seen = new Seen().made("com.acme.Fill", 1_000, 24).beside(1_000, 100_000);
    assertThat(seen.found()).containsExactly("small-allocations HIGH");
    assertThat(seen.only("small-allocations"))
        .returns(Optional.of(new Saving(999, 23_976)), Finding::saves)
        .returns("1,000 × Fill, 23.4 KiB, 19.4 % of all bytes", Finding::evidence);
  }

  @Test
  void figuresThatSamplesShareOut_areAbout() {
    AllocationSite node = Samples.jdk("java.util.HashMap", "newNode", 1901);
    Seen one = new Seen().sampled("java.util.HashMap$Node", through(node), 1_000, 32_000);
    assertThat(one.only("small-allocations").evidence())
        .as("all of it comes from one line")
        .startsWith("1,000 × HashMap$Node, ");
    assertThat(
            one.sampled("java.util.HashMap$Node", List.of(node, Seen.OTHER), 500, 16_000)
                .only("small-allocations")
                .evidence())
        .startsWith("about 1,000 × HashMap$Node, ");
  }

  @Test
  void smallAllocations_fewOrLargeOrAmongMany_areNone() {
    assertThat(new Seen().made("com.acme.Fill", 999, 24).found()).isEmpty();
    assertThat(new Seen().made("byte[]", 1_000, 72).found()).isEmpty();
    assertThat(new Seen().made("com.acme.Fill", 1_000, 24).runs(2).found()).isEmpty();
    assertThat(new Seen().made("com.acme.Fill", 1_000, 24).beside(10_000, 800_000).found())
        .as("9 %")
        .doesNotContain("small-allocations LOW", "small-allocations MEDIUM");
  }

  @Test
  void shortLived_isFound_andToldOnce() {
    Seen seen = new Seen().followed("byte[]", 3_000, 64, 0).beside(10, 1_000);
    assertThat(seen.found()).containsExactly("short-lived HIGH");
    assertThat(seen.only("short-lived"))
        .returns("Make the array once, before the loop, and fill it again.", Finding::advice)
        .satisfies(finding -> assertThat(finding.evidence()).contains("100.0 % of it collected"));
  }

  @Test
  void shortLived_stillAliveOrNotFollowed_isNone() {
    assertThat(new Seen().followed("byte[]", 3_000, 80, 24_001).found()).isEmpty();
    assertThat(new Seen().made("byte[]", 3_000, 80).found()).isEmpty();
    assertThat(Findings.of(new Seen().made("byte[]", 3_000, 80).evidence()).unasked())
        .contains(
            new Findings.Told(
                "short-lived",
                "no object was followed: a check on leaks or peaks does, and the preset PRECISE"));
    assertThat(Findings.of(new Seen().followed("byte[]", 3_000, 80, 240_000).evidence()).unasked())
        .extracting(Findings.Told::cause)
        .contains("nothing was seen to be collected; a check on leaks collects");
  }

  @Test
  void spike_isFound() {
    Seen seen = new Seen().made("byte[]", 1, 65_536).beside(9, 65_536);
    assertThat(seen.only("spike"))
        .returns(Severity.HIGH, Finding::severity)
        .returns("a byte[] of 64 KiB, 50.0 % of all bytes, at once", Finding::evidence)
        .returns(Optional.of(new Saving(0, 57_344)), Finding::saves);
  }

  @Test
  void spike_smallOrAmongAlikeOrAlone_isNone() {
    assertThat(new Seen().made("byte[]", 1, 65_535).beside(9, 65_536).found()).isEmpty();
    assertThat(new Seen().made("byte[]", 1, 65_536).beside(9, 200_000).found()).isEmpty();
    assertThat(new Seen().made("byte[]", 1, 65_536).beside(8, 65_536).found()).isEmpty();
    assertThat(new Seen().by("byte[]", BUILDER, 1, 65_536, 65_536, 65_536).beside(9, 9).found())
        .as("an array that grew is told by another rule")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"524296, LOW", "10485761, MEDIUM", "107374183, HIGH"})
  void humongous_isFound(long bytes, Severity severity) {
    Finding finding = new Seen().made("byte[]", 1, bytes).region(1 << 20).only("humongous");
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.advice())
        .isEqualTo(
            "Take pieces of at most 512 KiB, header included, or larger regions, by"
                + " -XX:G1HeapRegionSize.");
  }

  @Test
  void humongous_tellsWhatStaysEmpty_andHowManyWereAliveAtOnce() {
    Seen seen = new Seen().made("byte[]", 20, 614_400).region(1 << 20);
    assertThat(seen.peak(0, 12_288_000).only("humongous").evidence())
        .isEqualTo(
            "20 \u00d7 byte[] of up to 600 KiB, 1 to 20 of them alive at once; a region of this heap"
                + " has 1 MiB, so that one takes 1 region for itself, 424 KiB of it empty (41.4 %)");
    assertThat(seen.peak(0, 3 << 20).only("humongous").evidence()).contains(", 1 to 5 of them");
    assertThat(seen.peak(12 << 20, 12 << 20).only("humongous").evidence())
        .contains("600 KiB, 20 of them alive at once");
  }

  @Test
  void humongous_manyAtOnce_isAsSevereAsAllOfThem() {
    Seen seen = new Seen().made("byte[]", 20, 614_400).beside(10, 1 << 20).region(1 << 20);
    assertThat(seen.peak(9 << 20, 11 << 20).only("humongous"))
        .returns(Severity.MEDIUM, Finding::severity)
        .returns(Optional.of(new Saving(0, 14L * (424 << 10))), Finding::saves);
    assertThat(seen.peak(1 << 20, 11 << 20).only("humongous"))
        .as("what else was made accounts for the peak")
        .returns(Severity.LOW, Finding::severity);
  }

  @Test
  void humongous_amongSmallerOnes_isAtLeastOne() {
    Seen seen = new Seen().by("byte[]", List.of(Seen.LINE), 20, 1 << 20, 64, 600 << 10);
    assertThat(seen.region(1 << 20).only("humongous").evidence())
        .startsWith("at least 1 \u00d7 byte[] of up to 600 KiB; a region");
  }

  @Test
  void humongous_halfARegionOrWithoutRegions_isNone() {
    assertThat(new Seen().made("byte[]", 1, 524_288).region(1 << 20).found()).isEmpty();
    assertThat(new Seen().made("byte[]", 1, 524_296).found()).isEmpty();
    assertThat(Findings.of(new Seen().evidence()).unasked())
        .extracting(Findings.Told::name)
        .contains("humongous");
  }

  private static ThreadStatistics worker(String name, long bytes, long tasks) {
    return new ThreadStatistics(
        name, 1, false, 1, bytes, OptionalLong.empty(), 0, tasks, new PeakBracket(0, bytes));
  }

  @Test
  void threadImbalance_isFound() {
    Seen seen = new Seen().threads(worker("a", 14_000, 8), worker("b", 2_384, 2));
    assertThat(seen.only("thread-imbalance"))
        .returns(Severity.HIGH, Finding::severity)
        .returns("a ran 8 of 10 tasks and made 85.4 % of the bytes of 2 threads", Finding::evidence)
        .returns(
            "One thread took most tasks: hand them over one by one, to a pool that shares a queue.",
            Finding::advice);
    assertThat(
            new Seen()
                .threads(worker("a", 14_000, 5), worker("b", 2_384, 5))
                .only("thread-imbalance"))
        .returns("Tasks are of unequal size: hand over more, smaller ones.", Finding::advice);
  }

  @Test
  void threadImbalance_evenOrLittleOrOneWorker_isNone() {
    assertThat(new Seen().threads(worker("a", 12_000, 5), worker("b", 6_000, 5)).found())
        .as("two thirds of two are a third of the way")
        .isEmpty();
    assertThat(new Seen().threads(worker("a", 16_000, 5), worker("b", 383, 5)).found()).isEmpty();
    assertThat(new Seen().threads(worker("a", 99_000, 5), worker("main", 0, 0)).found()).isEmpty();
  }

  private static LeakResult kept(SiteStatistics... rows) {
    return new LeakResult(
        List.of(
            new Leak(
                "com.acme.Registry.SESSIONS",
                "static field of com.acme.Registry",
                List.of(new ChainLink("com.acme.Registry", "static SESSIONS", true)),
                OptionalInt.of(0),
                List.of(rows),
                OptionalLong.empty())),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void kept_isFound_andWithoutSearchNotAsked() {
    LeakResult leak = kept(Samples.row("com.acme.Session", Seen.LINE, 3, 96));
    assertThat(new Seen().beside(6, 300).leaks(leak).only("kept"))
        .returns(Severity.MEDIUM, Finding::severity)
        .returns("3 objects, 96 B, held by com.acme.Registry.SESSIONS", Finding::evidence)
        .returns("Take out what is done with, or bound how many it keeps.", Finding::advice)
        .returns(Optional.of(Seen.LINE), Finding::line);
    LeakResult much = kept(Samples.row("com.acme.Session", Seen.LINE, 300, 9_600));
    assertThat(new Seen().beside(900, 30_000).leaks(much).found()).containsExactly("kept HIGH");
    assertThat(new Seen().beside(6, 300).leaks(LeakResult.NONE).found()).isEmpty();
    assertThat(Findings.of(new Seen().evidence()).unasked())
        .contains(new Findings.Told("kept", "no check searched for leaks"));
  }

  private static LeakResult lists(long lists, long arrays) {
    return kept(
        Samples.row("java.util.ArrayList", Seen.LINE, lists, lists * 24),
        Samples.row("java.lang.Object[]", Seen.LINE, arrays, arrays * 56));
  }

  @Test
  void emptyCollections_areFound() {
    assertThat(new Seen().beside(400, 12_000).leaks(lists(200, 100)).only("empty-collections"))
        .returns(
            "of 200 × ArrayList held by com.acme.Registry.SESSIONS, at least 100 are empty",
            Finding::evidence)
        .returns(Optional.of(new Saving(100, 2_400)), Finding::saves);
    LeakResult maps = kept(Samples.row("java.util.HashMap", Seen.LINE, 150, 7_200));
    assertThat(new Seen().beside(400, 12_000).leaks(maps).only("empty-collections").advice())
        .contains("Collections.emptyMap()");
  }

  @Test
  void emptyCollections_fewOrFilled_areNone() {
    assertThat(new Seen().beside(400, 12_000).leaks(lists(100, 1)).found())
        .containsExactly("kept MEDIUM");
    assertThat(new Seen().beside(400, 12_000).leaks(lists(300, 151)).found())
        .doesNotContain("empty-collections MEDIUM", "empty-collections HIGH");
    LeakResult estimate =
        new LeakResult(
            lists(200, 0).leaks(),
            List.of(),
            Optional.of(new LeakResult.Estimate(2, 400, 1, 9_600, 1)),
            Optional.empty());
    assertThat(new Seen().beside(400, 12_000).leaks(estimate).found())
        .as("a sample lacks arrays")
        .doesNotContain("empty-collections HIGH");
  }

  private static LeakResult repeated(String type, long count, long values) {
    SiteStatistics row = Samples.row(type, Seen.LINE, count, count * 48);
    LeakResult kept = kept(row);
    return new LeakResult(
        kept.leaks(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(new LeakResult.Repeated(row, values, (count - values) * 48)));
  }

  @Test
  void duplicates_areFound() {
    Seen seen = new Seen().beside(900, 30_000);
    assertThat(seen.leaks(repeated("java.lang.String", 200, 100)).only("duplicates"))
        .returns("200 × String kept, of 100 values", Finding::evidence)
        .returns(Optional.of(Seen.LINE), Finding::line)
        .returns(Optional.of(new Saving(100, 4_800)), Finding::saves)
        .returns(Severity.MEDIUM, Finding::severity);
    assertThat(
            new Seen()
                .beside(900, 30_000)
                .leaks(repeated("java.lang.Long", 200, 2))
                .only("duplicates")
                .advice())
        .isEqualTo("Keep the primitive value, or one box of each.");
  }

  @Test
  void duplicates_fewOrLessThanHalf_areNone() {
    assertThat(new Seen().beside(900, 30_000).leaks(repeated("java.lang.String", 100, 1)).found())
        .containsExactly("kept MEDIUM");
    assertThat(new Seen().beside(900, 30_000).leaks(repeated("java.lang.String", 300, 151)).found())
        .containsExactly("kept HIGH");
  }

  @ParameterizedTest
  @CsvSource({
    "99, 4095, 100, 4095, LOW", "100, 0, 100, 1, HIGH", "0, 4096, 1, 4096, HIGH",
    "299, 0, 1000, 1, MEDIUM", "300, 0, 1000, 1, HIGH", "100, 0, 1000, 1, MEDIUM",
    "100, 0, 1001, 1, LOW", "10, 0, 1000, 1, LOW"
  })
  void severity_isTheShareThatIsSaved(
      long objects, long bytes, long allObjects, long allBytes, Severity severity) {
    Evidence seen = new Seen().beside(allObjects, allBytes).evidence();
    assertThat(seen.severityOf(new Saving(objects, bytes))).contains(severity);
  }

  @Test
  void severity_belowAHundredth_isNone() {
    Evidence seen = new Seen().beside(1_000, 1_000).evidence();
    assertThat(seen.severityOf(new Saving(9, 9))).isEmpty();
  }
}
