package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.IndexGroup.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexGroupTest {

  @TempDir private Path dir;

  @Test
  void of_classes_areOrderedByFailures() {
    List<IndexReader.Test> tests =
        shuffled(
            test("com.acme.Passes", "a", "", "PASSED", 99),
            test("com.acme.Aborts", "a", "", "ABORTED", 1),
            test("com.acme.FailsOnce", "a", "", "FAILED", 1),
            test("com.acme.FailsTwice", "a", "", "FAILED", 1),
            test("com.acme.FailsTwice", "b", "", "FAILED", 1),
            test("com.acme.AlsoPasses", "a", "", "PASSED", 1));
    assertThat(IndexGroup.of(tests))
        .extracting(IndexGroup::testClass)
        .containsExactly(
            "com.acme.FailsTwice",
            "com.acme.FailsOnce",
            "com.acme.Aborts",
            "com.acme.AlsoPasses",
            "com.acme.Passes");
  }

  @Test
  void of_testsOfAClass_areTheWorstFirstThenTheSlowest() {
    List<IndexReader.Test> tests =
        shuffled(
            test("com.acme.T", "slowPass", "", "PASSED", 50),
            test("com.acme.T", "fastPass", "", "PASSED", 5),
            test("com.acme.T", "abort", "", "ABORTED", 99),
            test("com.acme.T", "uncertified", "", "UNCERTIFIED", 1),
            test("com.acme.T", "fastFailure", "", "FAILED", 1),
            test("com.acme.T", "slowFailure", "", "FAILED", 2));
    assertThat(IndexGroup.of(tests).get(0).tests())
        .extracting(test -> test.entry().method())
        .containsExactly(
            "slowFailure", "fastFailure", "uncertified", "abort", "slowPass", "fastPass");
  }

  @Test
  void of_thousandRepetitions_areOneRowWithFailuresFirstThenInOrder() {
    List<IndexReader.Test> tests = new ArrayList<>();
    IntStream.rangeClosed(1, 1_000)
        .forEach(
            i ->
                tests.add(
                    test("com.acme.T", "many", "[" + i + "]", i == 500 ? "FAILED" : "PASSED", 1)));
    tests.add(test("com.acme.T", "many", "", "PASSED", 1));
    tests.add(test("com.acme.T", "single", "[1]", "PASSED", 2));
    Collections.shuffle(tests, new Random(1));
    List<Item> items = IndexGroup.of(tests).get(0).items();
    assertThat(items).extracting(item -> item.tests().size()).containsExactly(1_000, 1, 1);
    assertThat(items.get(0).tests())
        .extracting(test -> test.entry().invocation())
        .startsWith("[500]", "[1]", "[2]")
        .endsWith("[999]", "[1000]");
    IndexRow row = IndexRow.of(items.get(0));
    assertThat(row.folded()).isEqualTo("1,000 invocations, 1 failed");
    assertThat(row.took()).isEqualTo("1.00 s");
    assertThat(row.letter()).isEqualTo("f");
  }

  @Test
  void writeIndex_repetitions_areFoldedBelowOneRowAndCountedEach() throws IOException {
    for (int i = 1; i <= 3; i++) {
      JsonObject report = IndexSamples.report("com.acme.T", "many", "[" + i + "]", "PASSED", 1);
      IndexSamples.write(dir, "com.acme.T", "many[" + i + "]", report, "");
    }
    ReportFolder.at(dir).writeIndex();
    String index = Files.readString(dir.resolve("index.html"));
    assertThat(index)
        .contains(">3 passed<", "<b>many</b> <span class=\"d no\">3 invocations</span>")
        .containsOnlyOnce("<details class=\"rep\">")
        .containsOnlyOnce("class=\"x\" data-p>")
        .containsSubsequence("./com.acme.T/many%5B1%5D.html", "many%5B2%5D.html", "many%5B3%5D");
    assertThat(index.split("data-s=\"p\"", -1)).hasSize(1 + 3);
  }

  @Test
  void counts_ofAllEndings_areInChipsAndBar() {
    List<IndexReader.Test> tests =
        shuffled(
            test("com.acme.T", "a", "", "FAILED", 1),
            test("com.acme.T", "b", "", "UNCERTIFIED", 1),
            test("com.acme.T", "c", "", "ABORTED", 1),
            test("com.acme.U", "d", "", "PASSED", 1));
    IndexCounts counts = IndexCounts.of(IndexGroup.of(tests));
    assertThat(counts.of(Ending.UNCERTIFIED)).isEqualTo(1);
    assertThat(counts.summary()).isEqualTo("1 failed, 1 cannot certify, 1 aborted, 1 passed");
    assertThat(counts.shares())
        .containsExactly(
            new IndexBar.Part("a", "0.0", "25.0"),
            new IndexBar.Part("b", "25.0", "50.0"),
            new IndexBar.Part("c", "75.0", "25.0"));
    assertThat(IndexSection.of(IndexGroup.of(tests).get(0)).summary())
        .isEqualTo("1 failed, 1 cannot certify, 1 aborted of 3 tests");
  }

  private static List<IndexReader.Test> shuffled(IndexReader.Test... tests) {
    List<IndexReader.Test> list = new ArrayList<>(List.of(tests));
    Collections.shuffle(list, new Random(7));
    return list;
  }

  private static IndexReader.Test test(
      String testClass, String method, String invocation, String ending, long millis) {
    boolean uncertified = ending.equals("UNCERTIFIED");
    JsonObject report =
        IndexSamples.report(
            testClass, method, invocation, uncertified ? "ABORTED" : ending, millis);
    if (uncertified) {
      report.with("verdicts", List.of(IndexSamples.verdict("@NoGrowth", "UNCERTIFIED")));
    }
    return new IndexReader.Test(testClass, method + invocation, true, IndexSamples.entry(report));
  }
}
