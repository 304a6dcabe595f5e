package io.trackmemory.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.LeakResult;
import io.trackmemory.tracker.PeakBracket;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.Verdict;
import io.trackmemory.tracker.spi.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OffHeapTest {

  private static final SiteStatistics DEFLATER =
      new SiteStatistics(
          "zlib deflater",
          new AllocationSite("com.acme.Packer", "pack", "Packer.java", 7, Origin.USER),
          Optional.empty(),
          1,
          "main",
          true,
          1,
          262_144);

  static TestReport failed() {
    Leak leak =
        new Leak(
            "nobody: its owner is gone, and no Cleaner gives it back",
            "",
            List.of(),
            OptionalInt.empty(),
            List.of(DEFLATER),
            OptionalLong.of(262_144));
    return of(
        new LeakResult(
            List.of(leak),
            List.of(new LeakResult.SetApart("given back by a Cleaner", 2, 77)),
            Optional.empty(),
            Optional.empty()),
        Outcome.FAILED);
  }

  private static TestReport of(LeakResult leaks, Outcome outcome) {
    FakeSnapshot snapshot =
        new FakeSnapshot(List.of())
            .withLeaks(LeakResult.uncertified("nobody asked for these"))
            .withOffHeap(
                new DirectMemory(
                    new PeakBracket(262_144, 327_680),
                    List.of(DEFLATER),
                    10,
                    20,
                    OptionalLong.of(-4096)),
                leaks);
    return Samples.report(
        Samples.FILLS,
        outcome == Outcome.PASSED ? TestReport.Status.PASSED : TestReport.Status.FAILED,
        snapshot,
        List.of(
            Samples.verdict(
                Verdict.About.OFF_HEAP_LEAKS,
                "hasNoDirectMemoryLeaks()",
                outcome,
                outcome == Outcome.PASSED ? "" : "it left 1 block",
                snapshot)));
  }

  private static String page(TestReport report) {
    return Templates.page(PageView.of(ReportContent.of(report, Samples.CONDITIONS)));
  }

  @Test
  void page_showsWhatWasHeldAndWhatIsLeft() {
    assertThat(page(failed()))
        .contains(
            "Highest off the heap",
            "from 262,144 B to 327,680 B; resident size of the process -4 KiB",
            "Off the heap, at its highest",
            "zlib deflater",
            "<h3>nobody: its owner is gone, and no Cleaner gives it back<wbr></h3>",
            "given back by a Cleaner")
        .doesNotContain("nobody asked for these", "class=\"root\"");
  }

  @Test
  void page_ofCleanTest_saysSo() {
    assertThat(page(of(LeakResult.NONE, Outcome.PASSED)))
        .contains("None: all memory off the heap was given back, and all files closed.");
  }

  @Test
  void page_withoutMeasurement_hasNoFigure() {
    assertThat(page(Samples.leak())).doesNotContainIgnoringCase("off the heap");
  }
}
