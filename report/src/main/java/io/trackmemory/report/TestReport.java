package io.trackmemory.report;

import io.trackmemory.report.jfr.MeasuredTest;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Checks;
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
 * @param checks the checks that were made
 * @param finishedAt when it ended
 * @param elapsed how long it took
 * @param confidential whether what is written leaves out source lines and values: arguments of
 *     tests and of the JVM, messages that are none of TrackMemory's
 */
public record TestReport(
    TestId test,
    String displayName,
    Status status,
    Optional<Throwable> failure,
    MemorySnapshot snapshot,
    Checks checks,
    Instant finishedAt,
    Duration elapsed,
    boolean confidential) {

  /** One that may tell all. */
  public TestReport(
      TestId test,
      String displayName,
      Status status,
      Optional<Throwable> failure,
      MemorySnapshot snapshot,
      Checks checks,
      Instant finishedAt,
      Duration elapsed) {
    this(test, displayName, status, failure, snapshot, checks, finishedAt, elapsed, false);
  }

  /** The checks that are listed, in order. */
  public List<Verdict> verdicts() {
    return checks.listed();
  }

  /** What its events tell of it. */
  MeasuredTest measured() {
    return new MeasuredTest(
        test.toString(),
        test.testClass(),
        test.method(),
        test.invocation(),
        displayName,
        status.name(),
        failure,
        snapshot,
        verdicts(),
        finishedAt,
        elapsed);
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
