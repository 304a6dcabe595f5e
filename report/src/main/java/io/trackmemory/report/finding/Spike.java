package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.finding.Evidence.Made;
import io.trackmemory.report.finding.Finding.Saving;
import java.util.List;
import java.util.Optional;

/**
 * One object of 64 KiB or more is a quarter of all bytes of a run or more, where there are 10
 * objects a run or more.
 */
final class Spike implements FindingRule {

  static final String NAME = "spike";

  private static final long BYTES_FROM = 64 << 10;
  private static final double SHARE_FROM = 0.25;
  private static final long AMONG_FROM = 10;
  private static final long PIECE_BYTES = 8 << 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Finding> find(Evidence seen) {
    if (seen.snapshot().allocationCount() < AMONG_FROM * seen.runs()) {
      return List.of();
    }
    return Pile.of(seen, Spike::type).stream()
        .flatMap(pile -> finding(seen, pile).stream())
        .toList();
  }

  private static Optional<String> type(Made made) {
    return GrowingType.of(made).isPresent() ? Optional.empty() : Optional.of(made.type());
  }

  private static Optional<Finding> finding(Evidence seen, Pile pile) {
    long largest = pile.largestBytes().orElse(0);
    double perRun = (double) seen.snapshot().allocatedBytes() / seen.runs();
    if (largest < BYTES_FROM || largest < SHARE_FROM * perRun) {
      return Optional.empty();
    }
    Saving saving = new Saving(0, (largest - PIECE_BYTES) * seen.runs());
    return seen.finding(
        NAME,
        saving,
        "One large object",
        "a "
            + Words.simple(pile.kind())
            + " of "
            + Numbers.size(largest)
            + ", "
            + Numbers.share(largest, Math.round(perRun))
            + " of all bytes"
            + (seen.runs() > 1 ? " of a run" : "")
            + ", at once",
        Optional.of(pile.line()),
        pile.kind().endsWith("[]")
            ? "Work on pieces of "
                + Numbers.size(PIECE_BYTES)
                + " as they come, or keep one buffer for all runs."
            : "Make it in parts, or once for all runs.");
  }
}
