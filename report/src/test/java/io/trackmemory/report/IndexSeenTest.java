package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.report.IndexBar.Part;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class IndexSeenTest {

  @Test
  void of_limitBroken_isRedBeyondTheLimit() {
    IndexSeen seen = seen("BYTES", 1_024, false, 4_096, 4_096, "FAILED");
    assertThat(seen.seen()).isEqualTo("4 KiB");
    assertThat(seen.limit()).isEqualTo("of 1 KiB");
    assertThat(seen.exact()).isEqualTo("4,096 B of 1,024 B");
    assertThat(seen.parts())
        .containsExactly(new Part("in", "0.0", "25.0"), new Part("ov", "25.0", "75.0"));
    assertThat(seen.line()).isEqualTo("25.0");
  }

  @Test
  void of_limitZero_hasItsLineAtTheLeft() {
    IndexSeen broken = seen("OBJECTS", 0, false, 3, 3, "FAILED");
    assertThat(broken.seen() + " " + broken.limit()).isEqualTo("3 objects limit 0");
    assertThat(broken.parts()).containsExactly(new Part("ov", "0.0", "100.0"));
    assertThat(broken.line()).isEqualTo("0.6");
    IndexSeen kept = seen("OBJECTS", 0, false, 0, 0, "PASSED");
    assertThat(kept.seen() + " " + kept.limit()).isEqualTo("0 objects limit 0");
    assertThat(kept.parts()).isEmpty();
    assertThat(kept.line()).isEqualTo("0.6");
  }

  @Test
  void of_passed_isGreenUpToWhatWasSeen() {
    IndexSeen seen = seen("OBJECTS", 4, false, 1, 1, "PASSED");
    assertThat(seen.seen() + " " + seen.limit()).isEqualTo("1 object of 4");
    assertThat(seen.parts()).containsExactly(new Part("okb", "0.0", "25.0"));
    assertThat(seen.line()).isEqualTo("99.4");
  }

  @Test
  void of_bracket_isHatchedWhereNothingIsKnown() {
    IndexSeen seen = seen("BYTES", 5_120, false, 4_096, 8_192, "ABORTED");
    assertThat(seen.seen() + " " + seen.limit()).isEqualTo("4 KiB to 8 KiB of 5 KiB");
    assertThat(seen.parts())
        .containsExactly(new Part("in", "0.0", "50.0"), new Part("un", "50.0", "50.0"));
    assertThat(seen.line()).isEqualTo("62.5");
  }

  @Test
  void of_bracketWithoutEnd_saysAtLeast() {
    IndexSeen seen = seen("BYTES", 1_024, false, 4_096, Long.MAX_VALUE, "FAILED");
    assertThat(seen.seen()).isEqualTo("at least 4 KiB");
    assertThat(seen.parts()).extracting(Part::style).containsExactly("in", "ov", "un");
  }

  @Test
  void of_exactly_isRedForWhatIsMissingToo() {
    IndexSeen tooFew = seen("OBJECTS", 4, true, 3, 3, "FAILED");
    assertThat(tooFew.seen() + " " + tooFew.limit()).isEqualTo("3 objects of exactly 4");
    assertThat(tooFew.parts())
        .containsExactly(new Part("in", "0.0", "75.0"), new Part("ov", "75.0", "25.0"));
    IndexSeen asAsked = seen("OBJECTS", 4, true, 4, 4, "PASSED");
    assertThat(asAsked.limit()).isEqualTo("exactly, as asked");
    assertThat(asAsked.parts()).containsExactly(new Part("okb", "0.0", "100.0"));
  }

  @Test
  void of_figuresThatRoundAlike_areExact() {
    IndexSeen seen = seen("BYTES_A_RUN", 2_000_000, false, 2_000_001, 2_000_001, "FAILED");
    assertThat(seen.seen()).isEqualTo("2,000,001 B a run");
    assertThat(seen.limit()).isEqualTo("of 2,000,000 B a run");
    assertThat(seen.exact()).isEmpty();
  }

  @Test
  void of_rate_isRoundedAsOnThePage() {
    JsonObject measure =
        IndexSamples.measure("BYTES_A_RUN", 0, false, 25, 25).with("rate", OptionalDouble.of(24.5));

    assertThat(seen(measure, "FAILED").seen()).isEqualTo("24.5 B a run");
  }

  @Test
  void of_checkWithoutFigure_isNoneAndTheRowSaysWhy() {
    JsonObject report =
        IndexSamples.report("com.acme.Test", "fills", "", "PASSED", 1)
            .with("verdicts", List.of(IndexSamples.verdict("isCollected()", "PASSED")));
    IndexRow row = IndexRow.of(new IndexReader.Test("a", "b", false, IndexSamples.entry(report)));
    assertThat(row.seen()).isEmpty();
    assertThat(row.missing()).singleElement().asString().startsWith("the check has no figure");
    assertThat(row.links()).isEmpty();
  }

  private static IndexSeen seen(
      String unit, long limit, boolean exact, long atLeast, long atMost, String status) {
    return seen(IndexSamples.measure(unit, limit, exact, atLeast, atMost), status);
  }

  private static IndexSeen seen(JsonObject measure, String status) {
    String outcome = status.equals("ABORTED") ? "UNCERTIFIED" : status;
    JsonObject verdict = IndexSamples.verdict("check()", outcome).with("measure", measure);
    JsonObject report =
        IndexSamples.report("com.acme.Test", "fills", "", status, 1)
            .with("verdicts", List.of(verdict));
    return IndexSeen.of(IndexSamples.entry(report)).get(0);
  }
}
