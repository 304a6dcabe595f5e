package io.trackmemory.report.finding;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.finding.Finding.Saving;
import io.trackmemory.tracker.LeakResult.Repeated;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;
import java.util.Optional;

/**
 * Of strings or boxes that one line made and that are kept, 100 or more, and half of them or more,
 * have a value that another of them has.
 */
final class Duplicates implements FindingRule {

  static final String NAME = "duplicates";

  private static final long SPARE_FROM = 100;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unasked(Evidence seen) {
    return LeakSearches.unaskedOfAll(seen);
  }

  @Override
  public List<Finding> find(Evidence seen) {
    return seen.leaks().stream()
        .flatMap(result -> result.repeated().stream())
        .filter(
            each ->
                each.spareCount() >= SPARE_FROM && 2 * each.spareCount() >= each.objects().count())
        .flatMap(each -> finding(seen, each).stream())
        .toList();
  }

  private static Optional<Finding> finding(Evidence seen, Repeated repeated) {
    SiteStatistics row = repeated.objects();
    Saving saving = new Saving(repeated.spareCount(), repeated.spareBytes());
    return seen.finding(
        NAME,
        saving,
        "The same value kept many times",
        Numbers.count(row.count())
            + " \u00d7 "
            + Words.simple(row.typeName())
            + " kept, of "
            + Numbers.count(repeated.values(), "value"),
        LeakSearches.line(List.of(row)),
        row.typeName().equals("java.lang.String")
            ? "Keep one String of each value: look it up in a map from the value to"
                + " itself, or intern() where values are few."
            : "Keep the primitive value, or one box of each.");
  }
}
