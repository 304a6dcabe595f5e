package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Budgets that throw, failures on purpose, growth with size and contracts end alike whatever
 * collects and however objects are laid out: one JVM each, whose outcomes are compared as a whole.
 * Of layouts only bytes differ.
 */
@Tag("slow")
@Tag("sweep")
class LimitsOfJvmsTest {

  private static final List<String> COLLECTORS =
      List.of("-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseParallelGC");

  private static List<String> lines(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-Xmx256m", "-XX:+EnableDynamicAgentLoading", "-Xlog:disable"));
    return Forked.run(all, LimitsOfJvmsMain.class);
  }

  /* Rows are in the order of their bytes, and a peak is looked at where bytes say so. */
  private static List<String> withoutBytes(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("[+]?\\d[\\d.,]* (B|KiB)\\b", "n B"))
        .map(line -> line.replaceAll(" +", " "))
        .map(line -> line.replaceAll("^(sizes, peak too high: )[+]\\d+ x ", "$1n x "))
        .sorted()
        .toList();
  }

  @Test
  void outcomes_areTheSameWithEachCollectorAndLayout() throws Exception {
    List<String> expected = lines(COLLECTORS.get(0));
    assertThat(expected)
        .anyMatch(line -> line.startsWith("budget, four of ten: made 4; the budget of 4 KiB"))
        .contains("budget, four of four: made 4; passed", "budget, handled: made 12; passed")
        .anyMatch(line -> line.startsWith("budget, three of four: made 3; the budget of "))
        .contains("failures, careful: passed", "failures, many: passed")
        .contains("sizes, constant: passed", "sizes, linear: passed", "sizes, peak: passed")
        .contains("contracts, passed: firstUse()", "contracts, passed: otherOfJdk()");
    for (String collector : COLLECTORS.subList(1, COLLECTORS.size())) {
      assertThat(lines(collector)).as(collector).isEqualTo(expected);
    }
    List<List<String>> layouts = new ArrayList<>();
    layouts.add(List.of("-XX:+UseSerialGC", "-XX:-UseCompressedOops"));
    layouts.add(List.of("-XX:+UseG1GC", "-XX:-UseCompressedOops"));
    layouts.add(List.of("-XX:+UseZGC"));
    if (Runtime.version().feature() >= 25) {
      layouts.add(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
      layouts.add(List.of("-XX:+UseZGC", "-XX:+UseCompactObjectHeaders"));
    }
    for (List<String> layout : layouts) {
      assertThat(withoutBytes(lines(layout.toArray(String[]::new))))
          .as("%s", layout)
          .isEqualTo(withoutBytes(expected));
    }
  }
}
