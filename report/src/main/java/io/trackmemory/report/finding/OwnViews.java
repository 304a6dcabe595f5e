package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Findings.Told;
import io.trackmemory.report.finding.ReportView.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Sections that users add.
 *
 * @param shown those that show anything, in the order in which they were found
 * @param broken those that failed
 */
public record OwnViews(List<Section> shown, List<Told> broken) {

  /** A heading and what stands below. */
  public record Section(String title, List<Part> parts) {}

  /** Copies the lists. */
  public OwnViews {
    shown = List.copyOf(shown);
    broken = List.copyOf(broken);
  }

  /** Those of all views that are found as services. */
  public static OwnViews of(Evidence seen) {
    Services<ReportView> own = Services.of(ReportView.class);
    return of(seen, own.found(), own.broken());
  }

  static OwnViews of(Evidence seen, List<ReportView> views, List<Told> already) {
    List<Section> shown = new ArrayList<>();
    List<Told> broken = new ArrayList<>(already);
    for (ReportView view : views) {
      Services.run(
          view,
          broken,
          () -> {
            List<Part> parts = List.copyOf(view.show(seen));
            if (!parts.isEmpty()) {
              shown.add(new Section(String.valueOf(view.title()), parts));
            }
          });
    }
    return new OwnViews(shown, broken);
  }
}
