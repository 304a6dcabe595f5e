package io.trackmemory.report;

import io.trackmemory.report.TestReport.Status;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes pages to look at into the folder that is named: a broken limit, a leak, a large test. */
final class DemoPages {

  private DemoPages() {}

  public static void main(String[] args) {
    ReportFolder folder = ReportFolder.at(Path.of(args[0]));
    folder.write(Samples.tooManyAllocations());
    folder.write(Samples.leak());
    folder.write(large(10_000));
    folder.write(GrowthTest.failed());
    folder.write(PeakMomentViewTest.failed());
    folder.write(
        Samples.report(
            new TestId("com.acme.CacheTest", "staysBounded", ""),
            Status.ABORTED,
            new FakeSnapshot(List.of())
                .withUncertified("the agent is not attached; add -javaagent"),
            List.of(
                new Verdict(
                    Verdict.About.FIGURES,
                    "hasNoAllocations()",
                    Outcome.UNCERTIFIED,
                    "Cannot certify allocations: the agent is not attached; add -javaagent",
                    Optional.empty(),
                    List.of()))));
    folder.writeIndex();
  }

  /** A test of many lines, the first of which allocates most. */
  static TestReport large(int lines) {
    List<SiteStatistics> rows = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      rows.add(
          Samples.called(
              "com.acme.generated.documents.Element" + i % 700,
              Samples.jdk("com.acme.parser.documents.ElementFactory" + i, "createElement", 100 + i),
              Samples.user("com.acme.documents.DocumentTest", "readsTheDocument", 1 + i),
              1 + (lines - i) / 10,
              16 + 8L * 1_000_000 / (i + 1)));
    }
    Verdict verdict =
        new Verdict(
            Verdict.About.FIGURES,
            "@LimitAllocations",
            Outcome.FAILED,
            "Expecting the body to allocate at most 64 KiB",
            Optional.empty(),
            rows);
    TestId test = new TestId("com.acme.DocumentTest", "readsTheDocument", "");
    return Samples.report(test, Status.FAILED, new FakeSnapshot(rows), List.of(verdict));
  }
}
