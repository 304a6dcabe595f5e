package io.trackmemory.report;

import io.trackmemory.report.base.Conditions;
import java.util.List;

/**
 * What is shown of a test in reports that leave the house: no values, and no messages of others.
 */
final class Confidential {

  private static final String LEFT_OUT = "(left out: trackmemory.report.confidential)";

  private Confidential() {}

  /** Arguments are part of an invocation's name. */
  static TestReport shown(TestReport report) {
    String name =
        report.test().invocation().isEmpty()
            ? report.displayName()
            : report.test().method() + report.test().invocation();
    return new TestReport(
        report.test(),
        name,
        report.status(),
        report.failure(),
        report.snapshot(),
        report.checks(),
        report.finishedAt(),
        report.elapsed(),
        true);
  }

  static Conditions shown(Conditions conditions) {
    return new Conditions(
        conditions.javaVersion(),
        conditions.javaVendor(),
        conditions.vm(),
        conditions.os(),
        conditions.collectors(),
        conditions.maxHeapBytes(),
        conditions.regionBytes(),
        conditions.objectLayout(),
        conditions.processors(),
        conditions.arguments().isEmpty() ? List.of() : List.of(LEFT_OUT));
  }

  /** A failure with its message only where that is a check's, and no other's beside it. */
  static Failure shown(Failure failure, TestReport report) {
    boolean ours =
        report.verdicts().stream().anyMatch(each -> each.message().equals(failure.message()));
    return new Failure(failure.type(), ours ? failure.message() : LEFT_OUT, LEFT_OUT);
  }
}
