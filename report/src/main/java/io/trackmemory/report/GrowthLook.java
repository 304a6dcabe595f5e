package io.trackmemory.report;

import io.trackmemory.tracker.GrowthResult;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.About;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a check saw of that which repeated runs left behind.
 *
 * @param check the check
 * @param result what they left behind, or why it could not be told
 * @param limitPerRun by how many bytes each run may grow; empty where the check does not tell
 */
record GrowthLook(String check, GrowthResult result, OptionalLong limitPerRun) {

  /** Those of a test's verdicts, once for each result. */
  @SuppressWarnings("ReferenceEquality") // the same result, not one that looks the same
  static List<GrowthLook> of(TestReport report) {
    List<GrowthLook> looks = new ArrayList<>();
    for (Verdict verdict : report.verdicts()) {
      if (verdict.about() == About.GROWTH) {
        verdict
            .snapshot()
            .orElse(report.snapshot())
            .growth()
            .filter(result -> looks.stream().noneMatch(look -> look.result == result))
            .ifPresent(
                result -> looks.add(new GrowthLook(verdict.check(), result, limitOf(verdict))));
      }
    }
    return List.copyOf(looks);
  }

  private static OptionalLong limitOf(Verdict verdict) {
    return verdict.measure().stream()
        .filter(measure -> measure.unit() == Unit.BYTES_A_RUN)
        .mapToLong(Measure::limit)
        .findFirst();
  }
}
