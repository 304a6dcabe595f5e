package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trackmemory.report.RunComparison.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a comparison of two runs tells. Long, as what may differ (tests, checks, lines, types,
 * versions) is each tried where it is worse, better and neither.
 */
class RunComparisonTest {

  @TempDir Path dir;

  private Path before() {
    return dir.resolve("before");
  }

  private Path after() {
    return dir.resolve("after");
  }

  private RunComparison compared() {
    return RunComparison.of(before(), after(), Slack.NONE, false);
  }

  private RunComparison samples() throws IOException {
    ComparisonSamples.before(before());
    ComparisonSamples.after(after());
    return compared();
  }

  private String text(RunComparison runs) {
    return ComparisonText.of(runs).replace(dir.toString(), "<dir>").replace('\\', '/');
  }

  private static List<String> methods(RunComparison runs, Group group) {
    return runs.groups().getOrDefault(group, List.of()).stream()
        .map(test -> test.newest().entry().method())
        .toList();
  }

  @Test
  void text_ofRunsOfWhichOneWasChanged_worstFirst() throws IOException {
    Golden.assertEquals("comparison.txt", text(samples()));
  }

  @Test
  void json_hasEveryRow_andIsJson() throws IOException {
    String json = ComparisonJson.of(samples());
    Golden.assertEquals("comparison.json", json.replace(dir.toString(), "<dir>"));
    Map<?, ?> read = (Map<?, ?>) Optional.ofNullable(JsonReader.read(json)).orElseThrow();
    assertThat((List<?>) read.get("tests")).hasSize(8);
  }

  @Test
  void groups_haveEachTestOnce() throws IOException {
    RunComparison runs = samples();
    assertThat(methods(runs, Group.WORSE)).containsExactly("fills", "freshAndBroken");
    assertThat(methods(runs, Group.BETTER)).containsExactly("boxes");
    assertThat(methods(runs, Group.CHANGED)).containsExactly("limitIsWider");
    assertThat(methods(runs, Group.ADDED)).containsExactly("fresh");
    assertThat(methods(runs, Group.GONE)).containsExactly("gone");
    assertThat(methods(runs, Group.SAME)).containsExactlyInAnyOrder("same", "moved");
    assertThat(runs.isWorse()).isTrue();
  }

  @Test
  void otherWayRound_whatWasWorseIsBetter() throws IOException {
    samples();
    RunComparison runs =
        RunComparison.of(/* before= */ after(), /* after= */ before(), Slack.NONE, false);
    assertThat(methods(runs, Group.WORSE)).containsExactly("boxes");
    assertThat(methods(runs, Group.BETTER)).containsExactly("fills");
    assertThat(methods(runs, Group.GONE)).containsExactlyInAnyOrder("fresh", "freshAndBroken");
  }

  @Test
  void tolerance_takesTheDifference_butNotTheFailure() throws IOException {
    samples();
    RunComparison runs = RunComparison.of(before(), after(), Slack.parse("50%"), false);
    assertThat(methods(runs, Group.WORSE)).containsExactly("fills", "freshAndBroken");
    ComparisonSamples.write(
        before(),
        ComparisonSamples.report(
            "same", "PASSED", List.of(), ComparisonSamples.row("byte[]", "pack", 7, 1, 63)));
    assertThat(methods(compared(), Group.WORSE)).contains("same");
    assertThat(methods(RunComparison.of(before(), after(), Slack.parse("5%"), false), Group.SAME))
        .contains("same");
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, FAILED, WORSE",
    "PASSED, ABORTED, WORSE",
    "ABORTED, FAILED, WORSE",
    "FAILED, ABORTED, CHANGED",
    "FAILED, PASSED, BETTER",
    "ABORTED, PASSED, BETTER",
    "FAILED, FAILED, SAME"
  })
  void ending_alone_decides(String was, String is, Group group) throws IOException {
    ComparisonSamples.write(before(), ComparisonSamples.report("test", was, List.of()));
    ComparisonSamples.write(after(), ComparisonSamples.report("test", is, List.of()));
    assertThat(compared().groups()).containsOnlyKeys(group);
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, FAILED, WORSE",
    "PASSED, UNCERTIFIED, WORSE",
    "UNCERTIFIED, FAILED, WORSE",
    "FAILED, UNCERTIFIED, CHANGED",
    "UNCERTIFIED, PASSED, BETTER"
  })
  void outcomeOfACheck_alone_decides(String was, String is, Group group) throws IOException {
    // failed in both for a reason of its own
    ComparisonSamples.write(
        before(),
        ComparisonSamples.report("test", "FAILED", List.of(IndexSamples.verdict("check()", was))));
    ComparisonSamples.write(
        after(),
        ComparisonSamples.report("test", "FAILED", List.of(IndexSamples.verdict("check()", is))));
    assertThat(compared().tests())
        .singleElement()
        .satisfies(
            test -> assertThat(test.checks().get(0).change().name()).isEqualTo(group.name()));
  }

  @Test
  void checksOfTheSameWords_arePairedInTheirOrder() throws IOException {
    for (Path run : List.of(before(), after())) {
      ComparisonSamples.write(
          run,
          ComparisonSamples.report(
              "test",
              "PASSED",
              List.of(
                  ComparisonSamples.check("hasCount(9)", "PASSED", "OBJECTS", 9, 1),
                  ComparisonSamples.check("hasCount(9)", "PASSED", "OBJECTS", 9, 2))));
    }
    assertThat(compared().groups()).containsOnlyKeys(Group.SAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hasAllocatedBytesAtMost(kib(4))|hasAllocatedBytesAtMost(mib(1))|true",
        "@LimitPeak(\"64 KiB\")|@LimitPeak(\"1 MiB\")|true",
        "hasAllocationCountAtMost(1_000)|hasAllocationCountAtMost(5)|true",
        "trackmemory.limit.count=2|trackmemory.limit.count=30|true",
        "ofType(A.class).hasCount(3)|ofType(B.class).hasCount(3)|false",
        "hasNoLeaks()|hasNoGrowth()|false"
      })
  void checkWhoseLimitWasChanged_isTheSameCheck(String was, String is, boolean same)
      throws IOException {
    ComparisonSamples.write(
        before(),
        ComparisonSamples.report(
            "test", "PASSED", List.of(ComparisonSamples.check(was, "PASSED", "BYTES", 5, 3))));
    ComparisonSamples.write(
        after(),
        ComparisonSamples.report(
            "test", "PASSED", List.of(ComparisonSamples.check(is, "PASSED", "BYTES", 5, 3))));
    assertThat(compared().tests().get(0).checks()).hasSize(same ? 1 : 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25.0.1+8|header 12 B, reference 4 B, alignment 8 B|of JDK 17 and JDK 25",
        "17.0.15+6|header 12 B, reference 8 B, alignment 8 B|of two object layouts, "
            + "header 12 B, reference 4 B, alignment 8 B and header 12 B, reference 8 B, alignment 8 B"
      })
  void otherJdkOrLayout_comparesCountsOnly_andSaysWhy(String jdk, String layout, String why)
      throws IOException {
    JsonObject check = ComparisonSamples.check("hasBytes()", "PASSED", "BYTES", 900, 64);
    JsonObject more = ComparisonSamples.check("hasBytes()", "PASSED", "BYTES", 900, 80);
    ComparisonSamples.write(
        before(),
        ComparisonSamples.report(
            "test", "PASSED", List.of(check), ComparisonSamples.row("A", "fill", 1, 2, 64)));
    JsonObject after =
        ComparisonSamples.report(
                "test", "PASSED", List.of(more), ComparisonSamples.row("A", "fill", 1, 2, 80))
            .with("conditions", ComparisonSamples.conditions(jdk, layout));
    ComparisonSamples.write(after(), after);
    assertThat(compared().groups()).containsOnlyKeys(Group.SAME);
    ComparisonSamples.write(
        before(),
        ComparisonSamples.report(
            "test", "PASSED", List.of(check), ComparisonSamples.row("A", "fill", 1, 1, 96)));
    RunComparison runs = compared();
    assertThat(methods(runs, Group.WORSE)).containsExactly("test");
    assertThat(text(runs))
        .contains(
            "    Bytes are not compared (n/a), as they are " + why + "; counts are.\n",
            "whole test, objects: 1 object -> 2 objects, +1 object (+100.0 %)\n",
            "whole test, bytes: 96 B -> 80 B, n/a\n",
            "      +1 object, n/a  A  Book.fill(Book.java:1)  (1 -> 2)\n");
    assertThat(ComparisonJson.of(runs)).contains("\"moreBytes\": null");
  }

  /** Set-up and the tests' own waiting are told; whoever has a figure asked for that. */
  @Test
  void moreOfTheWholeTest_isWorse_whereNoCheckHasAFigure() throws IOException {
    JsonObject check = ComparisonSamples.check("hasCount()", "PASSED", "OBJECTS", 9, 1);
    for (List<JsonObject> checks :
        List.of(List.of(check), List.of(IndexSamples.verdict("other()", "PASSED")))) {
      ComparisonSamples.write(
          before(),
          ComparisonSamples.report(
              "test", "PASSED", checks, ComparisonSamples.row("A", "fill", 1, 1, 64)));
      ComparisonSamples.write(
          after(),
          ComparisonSamples.report(
              "test", "PASSED", checks, ComparisonSamples.row("A", "fill", 1, 2, 128)));
      boolean judged = !checks.contains(check);
      assertThat(compared().groups()).containsOnlyKeys(judged ? Group.WORSE : Group.CHANGED);
      assertThat(RunComparison.of(before(), after(), Slack.NONE, true).groups())
          .containsOnlyKeys(Group.WORSE);
    }
  }

  /** Of which objects the user's line is known differs from run to run. */
  @Test
  void callersOfALibrarysLine_areToldAndNeverCompared() throws IOException {
    for (long known : new long[] {14, 15}) {
      JsonObject line = IndexSamples.line("com.lib.Json", "read", "LIBRARY");
      JsonObject with =
          ComparisonSamples.row("com.lib.Node", "", 0, known, known * 16)
              .with("line", line)
              .with("caller", IndexSamples.line("com.acme.Book", "load", "USER"));
      JsonObject without =
          ComparisonSamples.row("com.lib.Node", "", 0, 42 - known, (42 - known) * 16)
              .with("line", line);
      ComparisonSamples.write(
          known == 14 ? before() : after(),
          ComparisonSamples.report("test", "PASSED", List.of(), with, without));
    }
    assertThat(compared().groups()).containsOnlyKeys(Group.SAME);
    ComparisonSamples.write(before(), ComparisonSamples.report("test", "PASSED", List.of()));
    assertThat(text(compared()))
        .contains(
            "+42 objects, +672 B  com.lib.Node  com.lib.Json.read(Json.java:42) <- Book.load(Book.java:42)  (0 -> 42)");
  }

  @Test
  void anotherUpdateOfTheJdk_isCompared() throws IOException {
    ComparisonSamples.write(
        before(),
        ComparisonSamples.report(
            "test", "PASSED", List.of(), ComparisonSamples.row("A", "fill", 1, 1, 64)));
    ComparisonSamples.write(
        after(),
        ComparisonSamples.report(
                "test", "PASSED", List.of(), ComparisonSamples.row("A", "fill", 1, 1, 72))
            .with(
                "conditions",
                ComparisonSamples.conditions(
                    "17.0.16+1", "header 12 B, reference 4 B, alignment 8 B")));
    assertThat(methods(compared(), Group.WORSE)).containsExactly("test");
  }

  @Test
  void reportsWithoutALayout_areComparedByTheirOptions() throws IOException {
    JsonObject plain = ComparisonSamples.conditions();
    plain.members().remove("objectLayout");
    JsonObject wide = ComparisonSamples.conditions();
    wide.members().remove("objectLayout");
    wide.with("maxHeapBytes", 64L << 30);
    for (JsonObject conditions : List.of(plain, wide)) {
      ComparisonSamples.write(
          before(),
          ComparisonSamples.report("test", "PASSED", List.of()).with("conditions", plain));
      ComparisonSamples.write(
          after(),
          ComparisonSamples.report("test", "PASSED", List.of()).with("conditions", conditions));
      assertThat(compared().tests().get(0).incomparable().isPresent())
          .isEqualTo(conditions == wide);
    }
  }

  /** Written before figures of checks were kept. */
  @Test
  void olderSchema_isCompared_byOutcomeWhereItHasNoFigure() throws IOException {
    JsonObject older =
        ComparisonSamples.report(
                "fills",
                "PASSED",
                List.of(IndexSamples.verdict("hasAllocatedBytesAtMost(kib(4))", "PASSED")),
                ComparisonSamples.row("com.acme.Order", "fill", 41, 100, 2_400))
            .with("schemaVersion", 1);
    older.members().remove("totals");
    JsonObject conditions = ComparisonSamples.conditions();
    conditions.members().remove("objectLayout");
    older.with("conditions", conditions);
    older.with(
        "measurements",
        List.of(
            new JsonObject()
                .with("check", Optional.empty())
                .with("allocationCount", 100)
                .with("allocatedBytes", 2_400)
                .with(
                    "sites",
                    List.of(ComparisonSamples.row("com.acme.Order", "fill", 41, 100, 2_400)))));
    ComparisonSamples.write(before(), older);
    ComparisonSamples.write(
        after(),
        ComparisonSamples.report(
            "fills",
            "PASSED",
            List.of(
                ComparisonSamples.check(
                    "hasAllocatedBytesAtMost(kib(4))", "PASSED", "BYTES", 4_096, 2_424)),
            ComparisonSamples.row("com.acme.Order", "fill", 41, 101, 2_424)));
    assertThat(text(compared()))
        .contains(
            "The figures of 1 check are in one of the reports only, so that outcomes alone are compared.",
            "whole test, objects: 100 objects -> 101 objects, +1 object (+1.0 %)",
            "+1 object, +24 B  com.acme.Order  Book.fill(Book.java:41)  (100 -> 101)")
        .doesNotContain("limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"before", "after"})
  void fileThatIsNoReport_isTold_andItsTestIsInNeitherGroup(String torn) throws IOException {
    samples();
    Path file = dir.resolve(torn).resolve("com.acme.BookTest/fills.json");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    RunComparison runs = compared();
    assertThat(runs.tests()).extracting(ComparedTest::id).doesNotContain("com.acme.BookTest.fills");
    assertThat(runs.tests()).hasSize(7);
    assertThat(runs.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.name()).isEqualTo(file.toString());
              assertThat(problem.problem()).startsWith("no JSON");
            });
  }

  /** The index needs no more than the head. */
  @Test
  void fileWhoseRowsAreTorn_isTold() throws IOException {
    samples();
    Path file = after().resolve("com.acme.BookTest/fills.json");
    Files.writeString(file, Files.readString(file).replace("\"com.acme.Order\"", "\"x\" y"));
    RunComparison runs = compared();
    assertThat(runs.tests()).extracting(ComparedTest::id).doesNotContain("com.acme.BookTest.fills");
    assertThat(runs.problems()).hasSize(1);
  }

  @Test
  void folderThatMayNotBeRead_isTold_andItsTestsAreNotMissing() throws IOException {
    samples();
    Path folder = after().resolve("com.acme.BookTest");
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(folder, Set.of());
    try {
      assumeTrue(!Files.isReadable(folder), "the administrator may read all");
      RunComparison runs = compared();
      assertThat(methods(runs, Group.GONE)).containsExactly("gone");
      assertThat(runs.problems())
          .containsExactly(new IndexReader.Unreadable(folder.toString(), "may not be read"));
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void sameTestInTwoFiles_isTold() throws IOException {
    samples();
    Path file = after().resolve("com.acme.BookTest/fills.json");
    Files.copy(file, file.resolveSibling("copy of fills.json"));
    assertThat(compared().problems())
        .singleElement()
        .extracting(IndexReader.Unreadable::problem)
        .asString()
        .contains("of the same test as com.acme.BookTest/");
  }

  @Test
  void sameFolder_isRefused() throws IOException {
    samples();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RunComparison.of(before(), after().resolve("../before"), Slack.NONE, false))
        .withMessageStartingWith("the two runs must not be the same folder: ");
  }
}
