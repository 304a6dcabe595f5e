package io.trackmemory.report;

import static io.trackmemory.report.IndexEntryReader.get;

import io.trackmemory.report.ComparedCheck.Made;
import io.trackmemory.report.IndexEntry.Ending;
import io.trackmemory.report.base.Conditions;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the last run said of a test, which the JSON of this run keeps as it takes the place of that
 * one's: so the index reads no further file for it, and a test that is run again in the same run is
 * still compared with the last one.
 *
 * @param finishedAt when the test ended then
 * @param ending how
 * @param totals what it allocated and left behind
 * @param checks the checks that its report lists
 * @param incomparable why its bytes are not compared with those of now, empty where they are
 */
record LastRun(
    Instant finishedAt,
    Ending ending,
    ReportTotals totals,
    List<Made> checks,
    Optional<String> incomparable) {

  /**
   * What the last run said; empty where it said nothing, or nothing that can be read.
   *
   * @param report the JSON of the test, if there is one
   * @param begin when this run began: what ended before is of an earlier run, and what ended later
   *     was told by this one, which then has what was there before it
   * @param now where the test ran this time
   */
  static Optional<LastRun> of(Path report, Instant begin, Conditions now) {
    if (Files.notExists(report)) {
      return Optional.empty();
    }
    try {
      IndexEntry entry = IndexReader.entry(report);
      RunReport rest = IndexReader.withoutRows(report);
      return entry.finishedAt().isBefore(begin)
          ? Optional.of(
              new LastRun(
                  entry.finishedAt(),
                  entry.ending(),
                  entry.totals(),
                  rest.checks().stream().map(Made::of).toList(),
                  rest.jvm().incomparable(RunJvm.of(now))))
          : rest.last();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it is no report, and is about to be replaced
    }
  }

  /** Reads what {@link #json} wrote, or {@code null}. */
  static Optional<LastRun> of(@Nullable Object json) {
    return Optional.ofNullable((Map<?, ?>) json).map(LastRun::read);
  }

  private static LastRun read(Map<?, ?> json) {
    return new LastRun(
        Instant.parse((String) get(json, "finishedAt")),
        Ending.valueOf((String) get(json, "ending")),
        IndexEntryReader.totals((Map<?, ?>) get(json, "totals")),
        ((List<?>) get(json, "checks")).stream().map(check -> made((Map<?, ?>) check)).toList(),
        Optional.ofNullable((String) json.get("incomparable")).map(VisibleText::name));
  }

  private static Made made(Map<?, ?> json) {
    return new Made(
        (String) get(json, "check"),
        Outcome.valueOf((String) get(json, "outcome")),
        IndexVerdict.measured(json));
  }

  JsonObject json() {
    return new JsonObject()
        .with("finishedAt", finishedAt.toString())
        .with("ending", ending.name())
        .with("totals", totals.json())
        .with("checks", checks, LastRun::json)
        .with("incomparable", incomparable);
  }

  private static JsonObject json(Made made) {
    return new JsonObject()
        .with("check", made.check())
        .with("outcome", made.outcome().name())
        .with("measure", made.measured().map(IndexEntry.Measured::json));
  }
}
