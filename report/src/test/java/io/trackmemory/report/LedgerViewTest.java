package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.LedgerView.Leaving;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerViewTest {

  @Test
  void of_testsThatLeaveSomething_areThoseOfMostBytesFirst() {
    LedgerView ledger =
        LedgerView.of(
            List.of(
                test("few", IndexSamples.left(2, 48, 0, false)),
                test("most", IndexSamples.left(1, 4_096, 3, true)),
                test("librariesOnly", IndexSamples.left(0, 0, 5, false)),
                test("nothing", IndexSamples.left(0, 0, 0, false)),
                test("notSearched", IndexSamples.totals(1, 1))));
    assertThat(ledger.mostLeft()).containsExactly("most, about 4 KiB");
    List<Leaving> rows = ledger.leaving().get(0).parts();
    assertThat(rows)
        .extracting(row -> row.test().name())
        .containsExactly("most", "few", "librariesOnly");
    assertThat(rows.get(0).count()).isEqualTo("about 1");
    assertThat(rows.get(2)).extracting(Leaving::count, Leaving::toldCount).contains("0", "5");
    assertThat(ledger.noneLeft()).isEmpty();
  }

  @Test
  void of_moreThanTen_saysHowManyMore() {
    List<IndexReader.Test> tests = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      tests.add(test("test" + i, IndexSamples.totals(i, i * 1_000L)));
    }
    LedgerView ledger = LedgerView.of(tests);
    assertThat(ledger.allocating().get(0).parts())
        .hasSize(10)
        .first()
        .satisfies(
            row -> {
              assertThat(row.test().name()).isEqualTo("test12");
              assertThat(row.exact()).isEqualTo("12,000 B");
              assertThat(row.share()).isEqualTo("15.4 %");
            });
    assertThat(ledger.allocatingMore()).containsExactly("2 more tests");
    assertThat(ledger.noneLeft()).containsExactly("No test looked for leaks.");
  }

  @Test
  void of_searchesThatFoundNothing_sayHowManyThereWere() {
    LedgerView ledger = LedgerView.of(List.of(test("a", IndexSamples.left(0, 0, 0, false))));
    assertThat(ledger.leaving()).isEmpty();
    assertThat(ledger.noneLeft())
        .containsExactly("Nothing is left behind by 1 test that looked for leaks.");
  }

  private static IndexReader.Test test(String method, JsonObject totals) {
    JsonObject report =
        IndexSamples.report("com.acme.T", method, "", "PASSED", 1).with("totals", totals);
    return new IndexReader.Test("com.acme.T", method, true, IndexSamples.entry(report));
  }
}
