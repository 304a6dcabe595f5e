package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.spi.SizeSeries;
import io.trackmemory.tracker.spi.SizeSeries.Point;
import io.trackmemory.tracker.spi.Verdict;
import java.util.List;

/**
 * What a check on growth with the size of the work saw. Components are the keys of the template.
 *
 * @param check the check
 * @param figure what is looked at
 * @param order the order that is asked for
 * @param found the one that was found, or that none was
 * @param chart seen against size
 * @param points the same in numbers
 */
record LadderView(
    String check, String figure, String order, String found, LadderChart chart, List<Step> points) {

  /**
   * One size.
   *
   * @param size the size
   * @param seen bytes, or their bounds
   * @param share the same divided by what the order comes to
   */
  record Step(String size, String seen, String share) {}

  /** Those of a report, in the order of its checks. */
  static List<LadderView> all(TestReport report) {
    return report.verdicts().stream()
        .flatMap(verdict -> verdict.sizes().stream().map(series -> of(verdict, series)))
        .toList();
  }

  private static LadderView of(Verdict verdict, SizeSeries series) {
    return new LadderView(
        VisibleText.name(verdict.check()),
        VisibleText.name(series.figure()),
        VisibleText.name(series.order()),
        series.found().map(VisibleText::name).orElse("no order that holds"),
        LadderChart.of(series),
        series.points().stream().map(LadderView::step).toList());
  }

  private static Step step(Point point) {
    return new Step(
        Numbers.count(point.size()),
        range(Numbers.exact(point.atLeast()), Numbers.exact(point.atMost())),
        range(share(point.atLeast(), point), share(point.atMost(), point)));
  }

  private static String share(long bytes, Point point) {
    return Numbers.rate(bytes / point.divisor()) + " B";
  }

  /** A figure, or its bounds where they differ. */
  static String range(String least, String most) {
    return least.equals(most) ? least : least + " to " + most;
  }
}
