package io.trackmemory.report;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one finished test.
 *
 * @param test which test
 * @param displayName its name as JUnit displays it
 * @param status how it ended
 * @param failure what it failed with or was aborted by
 * @param snapshot what the test's own scope saw; never asked for leaks unless a verdict was about
 *     leaks
 * @param verdicts the checks that were made, in order
 * @param finishedAt when it ended
 * @param elapsed how long it took
 */
public record TestReport(
    TestId test,
    String displayName,
    Status status,
    Optional<Throwable> failure,
    MemorySnapshot snapshot,
    List<Verdict> verdicts,
    Instant finishedAt,
    Duration elapsed) {

  /** Copies the verdicts. */
  public TestReport {
    verdicts = List.copyOf(verdicts);
  }

  /** How a test ended. */
  public enum Status {
    /** Without a failure. */
    PASSED,
    /** With one. */
    FAILED,
    /** It was given up, by itself or because it could not be certified. */
    ABORTED
  }
}
