package io.trackmemory.dsl;

import static io.trackmemory.dsl.Failures.assertFails;
import static io.trackmemory.dsl.FakeSnapshot.row;
import static io.trackmemory.dsl.FakeSnapshot.user;
import static io.trackmemory.dsl.OrderBookSnapshots.BOOK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.dsl.baseline.BaselinePlatform;
import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.PeakResult;
import io.trackmemory.tracker.spi.ForeignCode;
import io.trackmemory.tracker.spi.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/**
 * What the check stores, accepts and refuses. Long, as each way in which figures may differ from
 * those of the file has a message and an outcome of its own.
 */
class MemoryAssert_matchesBaseline_Test {

  private static final String TEST_CLASS = "com.acme.OrderBookTest";

  @TempDir Path folder;

  private FakeTracker seeing(MemorySnapshot seen) {
    return new FakeTracker(seen).baselinesIn(folder);
  }

  private FakeTracker updating(MemorySnapshot seen) {
    return new FakeTracker(seen).baselinesIn(folder, true, false);
  }

  private Path file() {
    return folder.resolve(TEST_CLASS + ".txt");
  }

  private String stored() throws IOException {
    return Files.readString(file()).replaceFirst("(?s).*?\n\n", "");
  }

  private static FakeSnapshot others() {
    return new FakeSnapshot()
        .with(
            row(4, "java.lang.Integer", 64, user(BOOK, "match", 42)),
            OrderBookSnapshots.list(),
            row(2, "java.lang.Long", 32, user(BOOK, "match", 40)));
  }

  @Test
  void stores_whereThereIsNone_andTellsOnce() throws IOException {
    FakeTracker tracker = seeing(OrderBookSnapshots.fills());
    tracker.assertThatAction().matchesBaseline("stored");
    assertThat(stored())
        .isEqualTo(
            """
            == stored
            measured: %s
            1 x java.lang.Object[] in com.acme.OrderBook.fills: 56 B
            1 x java.util.ArrayList in com.acme.OrderBook.fills: 24 B
            3 x java.lang.Integer in com.acme.OrderBook.match: 48 B
            total: 5 objects, 128 B
            """
                .formatted(BaselinePlatform.ofThisJvm()));
    String told =
        "stored a new baseline \"stored\" (5 objects, 128 B) in " + file() + "; commit it";
    assertThat(tracker.warnings).containsExactly(told);
    assertThat(tracker.verdicts).extracting(Verdict::message).containsExactly(told);
    tracker.assertThatAction().matchesBaseline("stored");
    assertThat(tracker.warnings).hasSize(1);
    assertThat(tracker.verdicts.get(1).message()).isEmpty();
  }

  @Test
  void asksForEveryStack() {
    FakeTracker tracker = seeing(OrderBookSnapshots.fills());
    tracker.assertThatAction().matchesBaseline("stacks");
    assertThat(tracker.measurements).containsExactly("following PRECISE");
  }

  @Test
  void fails_withTheDifferenceByLine() throws IOException {
    write(
        "differs",
        "",
        """
        1 x java.lang.Object[] in com.acme.OrderBook.fills: 56 B
        1 x java.util.ArrayList in com.acme.OrderBook.fills: 24 B
        3 x java.lang.Integer in com.acme.OrderBook.match: 48 B
        """,
        5,
        128);
    FakeTracker tracker = seeing(others());
    assertFails(
        () -> tracker.assertThatAction().matchesBaseline("differs"),
        5L,
        7L,
        """
        Expecting the action to match the baseline "differs" of com.acme.OrderBookTest but it allocated 120 B in 7 objects instead of 128 B in 5 objects; the difference by line:
          -1 x java.lang.Object[]    -56 B   com.acme.OrderBook.fills (gone)
          +2 x java.lang.Long        +32 B   OrderBook.match(OrderBook.java:40) (new)
          +1 x java.lang.Integer     +16 B   OrderBook.match(OrderBook.java:42) (changed, was 3: 48 B)
        Stored in %s:1
        To accept: -Dtrackmemory.baseline.update=true"""
            .formatted(file()));
    assertThat(tracker.verdicts.get(0).changes()).hasSize(3);
    assertThat(tracker.verdicts.get(0).blamed()).hasSize(2);
  }

  @Test
  void fails_whereAnotherCheckOfThisJvmMatchedIt_saysSo() {
    seeing(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline("shared");
    assertThatThrownBy(() -> seeing(others()).assertThatAction().matchesBaseline("shared"))
        .hasMessageMatching(
            "(?s).*\nAnother check asked for it, with other figures: .+; give each a name of its"
                + " own\nStored in .*");
  }

  @Test
  void fails_anImprovement_asStale() throws IOException {
    write("stale", "", "5 x java.lang.Integer in com.acme.OrderBook.match: 80 B\n", 5, 80);
    assertFails(
        () ->
            seeing(
                    new FakeSnapshot()
                        .with(row(3, "java.lang.Integer", 48, user(BOOK, "match", 42))))
                .assertThatAction()
                .matchesBaseline("stale"),
        5L,
        3L,
        """
        Expecting the action to match the baseline "stale" of com.acme.OrderBookTest, which is stale: it got better, as it allocated 48 B in 3 objects instead of 80 B in 5 objects; the difference by line:
          -2 x java.lang.Integer    -32 B   OrderBook.match(OrderBook.java:42) (changed, was 5: 80 B)
        Stored in %s:1
        To accept: -Dtrackmemory.baseline.update=true"""
            .formatted(file()));
  }

  private void write(String name, String more, String lines, long count, long bytes)
      throws IOException {
    Files.writeString(
        file(),
        "== %s\n%smeasured: %s\n%stotal: %d objects, %d B\n"
            .formatted(name, more, BaselinePlatform.ofThisJvm(), lines, count, bytes));
  }

  @Test
  void fails_ofAnotherBuild_saysSoFirst() throws IOException {
    write("build", "", "5 x java.lang.Integer in com.acme.OrderBook.match: 80 B\n", 5, 80);
    String other = Runtime.version().feature() + ".0.1+7";
    Files.writeString(
        file(), Files.readString(file()).replace("JDK " + Runtime.version(), "JDK " + other));
    assertThatThrownBy(() -> seeing(others()).assertThatAction().matchesBaseline("build"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageStartingWith(
            "Expecting the action, in JDK "
                + Runtime.version()
                + " and not in "
                + other
                + " that stored it, to match the baseline \"build\" of ");
  }

  @Test
  void fails_whereNoneIsStored_inCi() {
    assertFails(
        () ->
            new FakeTracker(OrderBookSnapshots.fills())
                .baselinesIn(folder, false, true)
                .assertThatAction()
                .matchesBaseline("ci"),
        "a baseline \"ci\"",
        "none",
        """
        Expecting the action to match the baseline "ci" of com.acme.OrderBookTest but none is stored, and nothing new is where the variable CI is set; it allocated 128 B in 5 objects:
          1 x java.lang.Object[]      56 B   java.util.ArrayList.grow(ArrayList.java:237) <- OrderBook.fills(OrderBook.java:58)
          3 x java.lang.Integer       48 B   OrderBook.match(OrderBook.java:42)
          1 x java.util.ArrayList     24 B   OrderBook.fills(OrderBook.java:57)
        Run it once without CI, and commit %s
        To accept: -Dtrackmemory.baseline.update=true"""
            .formatted(file()));
    assertThat(file()).doesNotExist();
  }

  @Test
  void passes_aLineThatMoved() {
    seeing(new FakeSnapshot().with(row(3, "java.lang.Integer", 48, user(BOOK, "match", 42))))
        .assertThatAction()
        .matchesBaseline("moved");
    seeing(
            new FakeSnapshot()
                .with(
                    row(1, "java.lang.Integer", 16, user(BOOK, "match", 47)),
                    row(2, "java.lang.Integer", 32, user(BOOK, "match", 48))))
        .assertThatAction()
        .matchesBaseline("moved");
  }

  @Test
  void update_replacesWhatDiffers_andKeepsWhatIsTheUsers() throws IOException {
    write(
        "updated",
        "# why\ntolerance: 1 B: the odd byte\n",
        "# matches\n5 x java.lang.Integer in com.acme.OrderBook.match: 80 B\n",
        5,
        80);
    FakeTracker tracker = updating(OrderBookSnapshots.fills());
    tracker.assertThatAction().matchesBaseline("updated");
    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            == updated
            # why
            tolerance: 1 B: the odd byte
            measured: %s
            1 x java.lang.Object[] in com.acme.OrderBook.fills: 56 B
            1 x java.util.ArrayList in com.acme.OrderBook.fills: 24 B
            # matches
            3 x java.lang.Integer in com.acme.OrderBook.match: 48 B
            total: 5 objects, 128 B
            """
                .formatted(BaselinePlatform.ofThisJvm()));
    assertThat(tracker.warnings)
        .containsExactly(
            "accepted another baseline \"updated\" (5 objects, 128 B) in "
                + file()
                + "; commit it");
    seeing(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline("updated");
  }

  @Test
  void perRun_whereRunsDiffer_storesNothing() {
    FakeTracker tracker = updating(OrderBookSnapshots.fills());
    tracker.singles = List.of(OrderBookSnapshots.fills(), others());
    assertThatThrownBy(
            () -> tracker.assertThatAction().overRuns(2).perRun().matchesBaseline("runs"))
        .hasMessageContaining("with figures that differ: by ");
    assertThat(file()).doesNotExist();
    tracker.singles = List.of(OrderBookSnapshots.fills(), OrderBookSnapshots.fills());
    tracker.assertThatAction().overRuns(2).perRun().matchesBaseline("runs");
    assertThat(file()).content().contains("total: 5 objects, 128 B");
  }

  @Test
  void growth_thatWasAskedFor_isStoredAndAskedForAgain() throws IOException {
    FakeTracker tracker = seeing(OrderBookSnapshots.fills());
    tracker.growth =
        Optional.of(new GrowthResult(20, List.of(), OptionalLong.empty(), Optional.empty()));
    tracker.assertThatAction().overRuns(20).hasNoGrowth().matchesBaseline("growth");
    assertThat(stored()).contains("\ngrowth: 0 B a run\ntotal: 5 objects, 128 B\n");
    tracker.assertThatAction().overRuns(20).matchesBaseline("growth");
    assertThatThrownBy(() -> tracker.assertThatAction().matchesBaseline("growth"))
        .hasMessage(
            "Cannot certify matchesBaseline(\"growth\") of the action: growth shows in 10 runs or"
                + " more, and there is 1; say overRuns(20)");
  }

  @Test
  void passes_telling_whatOtherThreadsDid_alsoWhereItStores() throws IOException {
    FakeTracker tracker =
        seeing(OrderBookSnapshots.fills())
            .foreign(
                ForeignCode.Treatment.WARN,
                new ForeignCode("server", 7, user(BOOK, "serve", 9), 1, 16));
    tracker.assertThatAction().matchesBaseline("beside");
    assertThat(tracker.verdicts.get(0).message())
        .startsWith("Passed, but thread server ran your own code meanwhile")
        .contains("\nstored a new baseline \"beside\"");
  }

  @Test
  void update_ofTheSame_writesNothing() throws IOException {
    updating(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline("unchanged");
    String before = Files.readString(file());
    FakeTracker tracker = updating(OrderBookSnapshots.fills());
    Files.writeString(file(), before.replace("== ", "# mine\n== "));
    tracker.assertThatAction().matchesBaseline("unchanged");
    assertThat(tracker.warnings).isEmpty();
    assertThat(Files.readString(file())).contains("# mine\n== ");
  }

  @Test
  void update_twoChecksOfOneName_storesNeither() throws IOException {
    updating(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline("twice");
    String before = Files.readString(file());
    assertThatThrownBy(() -> updating(others()).assertThatAction().matchesBaseline("twice"))
        .hasMessageMatching(
            "Cannot certify matchesBaseline\\(\"twice\"\\) of the action: the baseline \"twice\" of"
                + " com.acme.OrderBookTest is asked for twice in this run, with figures that"
                + " differ: by .+ and by .+; give each check a name of its own");
    assertThat(Files.readString(file())).isEqualTo(before);
  }

  @Test
  void tolerance_decidesWhatIsBeyondIt() throws IOException {
    String lines = "5 x java.lang.Integer in com.acme.OrderBook.match: 80 B\n";
    FakeSnapshot seen =
        new FakeSnapshot().with(row(6, "java.lang.Integer", 96, user(BOOK, "match", 42)));
    write("tolerant", "tolerance: 20 %: boxes of small numbers\n", lines, 5, 80);
    FakeTracker tracker = seeing(seen);
    tracker.assertThatAction().matchesBaseline("tolerant");
    assertThat(tracker.verdicts.get(0).message())
        .isEqualTo("Passed within the tolerance of the baseline: 20 %: boxes of small numbers");
    write("tolerant", "tolerance: 10 %, 15 B: boxes of small numbers\n", lines, 5, 80);
    assertFails(
        () -> seeing(seen).assertThatAction().matchesBaseline("tolerant"),
        5L,
        6L,
        """
        Expecting the action to match the baseline "tolerant" of com.acme.OrderBookTest but it allocated 96 B in 6 objects instead of 80 B in 5 objects; the difference by line:
          +1 x java.lang.Integer    +16 B   OrderBook.match(OrderBook.java:42) (changed, was 5: 80 B)
        Beyond its tolerance, 15 B by "10 %%, 15 B: boxes of small numbers": the lines come to 16 B
        Stored in %s:1
        To accept: -Dtrackmemory.baseline.update=true"""
            .formatted(file()));
  }

  @Test
  void softlyDescribedAndOfASnapshot() {
    seeing(OrderBookSnapshots.fills()).assertThatSnapshot().matchesBaseline("fills");
    SoftMemoryAssertions softly = new SoftMemoryAssertions(seeing(others()));
    softly.assertThatMemory(others()).as("a day").matchesBaseline("fills").hasAllocationCount(1);
    softly.assertThatMemory(OrderBookSnapshots.fills()).matchesBaseline("fills");
    assertThat(softly.assertionErrorsCollected())
        .extracting(Throwable::getMessage)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("[a day] Expecting the snapshot to ")
                    .endsWith("To accept: -Dtrackmemory.baseline.update=true"),
            second -> assertThat(second).startsWith("[a day] Expecting the snapshot to make 1 "));
    updating(others()).assertThatSnapshot().matchesBaseline("fills"); // what was offered
    seeing(others()).assertThatSnapshot().matchesBaseline("fills");
  }

  @Test
  void uncertified_isNeverStored() {
    assertFails(
        () ->
            seeing(OrderBookSnapshots.fills().uncertified("class A was lost"))
                .assertThatAction()
                .matchesBaseline("lost"),
        "lost",
        "n/a",
        "Cannot certify matchesBaseline(\"lost\") of the action: class A was lost");
    assertFails(
        () ->
            seeing(OrderBookSnapshots.fills())
                .unfinished(OrderBookSnapshots.fills(), Optional.of("task T has not ended"))
                .assertThatAction()
                .matchesBaseline("lost"),
        "lost",
        "n/a",
        "Cannot certify matchesBaseline(\"lost\") of the action: task T has not ended");
    assertThat(file()).doesNotExist();
  }

  @Test
  void tornFile_cannotBeCertified_andStays() throws IOException {
    Files.writeString(file(), "== x\nmeasured");
    assertFails(
        () -> updating(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline("torn"),
        "torn",
        "n/a",
        "Cannot certify matchesBaseline(\"torn\") of the action: "
            + file()
            + ":2: the file ends in the middle of a line, so it is torn: take it from the"
            + " repository, or delete it and accept");
    assertThat(file()).hasContent("== x\nmeasured");
  }

  @Test
  void peak_ofALimitThatWasDecided_isStoredAndAskedForAgain() throws IOException {
    FakeSnapshot kept = OrderBookSnapshots.fills().peak(PeakResult.of(new PeakBracket(56, 100)));
    seeing(kept).assertThatAction().withPeakLimit(MemoryAssertions.bytes(100)).matchesBaseline("p");
    assertThat(stored()).contains("\npeak: at most 100 B\ntotal: 5 objects, 128 B\n");
    FakeTracker tracker = seeing(kept);
    tracker.assertThatAction().matchesBaseline("p");
    assertThat(tracker.measurements).containsExactly("following PRECISE within [100 B]");
    assertThatThrownBy(
            () ->
                seeing(OrderBookSnapshots.fills().peak(PeakResult.of(new PeakBracket(101, 128))))
                    .assertThatAction()
                    .matchesBaseline("p"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("\nLive bytes exceeded the 100 B stored\n");
    assertThatThrownBy(
            () -> seeing(OrderBookSnapshots.fills()).assertThatSnapshot().matchesBaseline("p"))
        .hasMessage(
            "Cannot certify matchesBaseline(\"p\") of the snapshot: whether live bytes stayed"
                + " within the 100 B of the baseline is not known; say withPeakLimit(bytes(100))"
                + " before the first check, with an annotation @LimitPeak(\"100 B\") beside it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a\\b", " a", "a ", "a\nb"})
  void name_ofAnotherForm_isRefused(String name) {
    assertThatThrownBy(
            () -> seeing(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "name must have no slash, no control character and no blank around it: \""
                + name
                + "\"");
  }

  @Test
  void name_blank_isRefused() {
    assertThatThrownBy(
            () -> seeing(OrderBookSnapshots.fills()).assertThatAction().matchesBaseline(" "))
        .hasMessage("name must not be blank: \" \"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes"})
  void ci_isSet(String value) {
    assertThat(BaselinePlace.isCi(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "false"})
  void ci_isNotSet(String value) {
    assertThat(BaselinePlace.isCi(value)).isFalse();
  }
}
