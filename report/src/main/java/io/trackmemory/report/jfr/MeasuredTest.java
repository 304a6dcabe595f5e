package io.trackmemory.report.jfr;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.spi.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One test, as its events tell of it.
 *
 * @param name all of its name: class, method and invocation
 * @param testClass its class
 * @param method its method
 * @param invocation which invocation of it, may be empty
 * @param displayName its name as JUnit displays it
 * @param status how it ended
 * @param failure what it failed with or was aborted by
 * @param snapshot what its own scope saw
 * @param verdicts the checks that were made
 * @param finishedAt when it ended
 * @param elapsed how long it took
 */
public record MeasuredTest(
    String name,
    String testClass,
    String method,
    String invocation,
    String displayName,
    String status,
    Optional<Throwable> failure,
    MemorySnapshot snapshot,
    List<Verdict> verdicts,
    Instant finishedAt,
    Duration elapsed) {}
