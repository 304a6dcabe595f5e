package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.Accepting;
import io.trackmemory.dsl.baseline.BaselineDiff;
import io.trackmemory.dsl.baseline.BaselineEntry;
import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineFile;
import io.trackmemory.dsl.baseline.BaselineLine;
import io.trackmemory.dsl.baseline.BaselinePlatform;
import io.trackmemory.dsl.baseline.LineDifference;
import io.trackmemory.dsl.baseline.Tolerance;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.ChangedLine;
import io.trackmemory.tracker.spi.Measure;
import io.trackmemory.tracker.spi.Measure.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says that figures should have been those of a baseline.
 *
 * @param askedToo another line that asked for it in this JVM, and saw something else
 */
record ShouldMatchBaseline(
    Subject subject,
    MemorySnapshot snapshot,
    BaselineFile file,
    BaselineEntry entry,
    BaselineDiff diff,
    Optional<String> askedToo)
    implements FailureMessage {

  @Override
  public String headline() {
    return subject.phrase()
        + builds()
        + " to match the baseline \""
        + entry.name()
        + "\" of "
        + file.testClass()
        + (diff.isImproved() ? ", which is stale: it got better, as " : " but ")
        + Allocations.all(subject, snapshot).allocated()
        + instead()
        + (diff.lines().isEmpty() ? "" : "; the difference by line");
  }

  /* Comes first, as it may be all that there is to know. */
  private String builds() {
    BaselinePlatform before = diff.stored().platform();
    BaselinePlatform now = diff.seen().platform();
    return before.jdk().equals(now.jdk())
        ? ""
        : ", in JDK " + now.jdk() + " and not in " + before.jdk() + " that stored it,";
  }

  private String instead() {
    BaselineFigures before = diff.stored();
    if (before.count() == diff.seen().count() && before.bytes() == diff.seen().bytes()) {
      return "";
    }
    String size = before.count() == 0 ? "nothing" : bytesIn(before);
    return " instead of "
        + size
        + (diff.isOfOneLayout()
            ? ""
            : " of the layout that it is stored in (" + before.platform().layout() + ")");
  }

  private static String bytesIn(BaselineFigures figures) {
    return Sizes.exact(figures.bytes()) + " in " + Text.count(figures.count(), "object");
  }

  @Override
  public List<String> rows() {
    return new RowTable(changes().stream().map(ShouldMatchBaseline::row).toList()).lines("  ");
  }

  private static RowTable.Row row(ChangedLine line) {
    long more = line.count() - line.countBefore();
    String how =
        switch (line.kind()) {
          case NEW -> " (new)";
          case GONE -> " (gone)";
          case CHANGED ->
              " (changed, was "
                  + line.countBefore()
                  + ": "
                  + Sizes.rounded(line.bytesBefore())
                  + ")";
        };
    return new RowTable.Row(
        signed(more, Long.toString(Math.abs(more))),
        line.typeName(),
        signed(line.moreBytes(), Sizes.rounded(Math.abs(line.moreBytes()))),
        line.moreBytes(),
        line.location() + how);
  }

  private static String signed(long value, String size) {
    return value == 0 ? size : (value < 0 ? "-" : "+") + size;
  }

  @Override
  public List<ChangedLine> changes() {
    return diff.lines().stream().map(this::changed).toList();
  }

  private ChangedLine changed(LineDifference line) {
    List<SiteStatistics> rows = rowsOf(line);
    String more = rows.size() > 1 ? " and " + (rows.size() - 1) + " more" : "";
    return new ChangedLine(
        line.typeName(),
        rows.isEmpty() ? line.method() : rows.get(0).location() + more,
        line.countBefore(),
        line.bytesBefore(),
        line.count(),
        line.bytes(),
        line.moreBytes());
  }

  private List<SiteStatistics> rowsOf(LineDifference line) {
    return RowTable.mostBytesFirst(snapshot.sites()).stream()
        .filter(
            row ->
                row.typeName().equals(line.typeName())
                    && (line.method().equals(BaselineLine.UNKNOWN_METHOD)
                        || SeenFigures.method(row, snapshot).equals(line.method())))
        .toList();
  }

  @Override
  public List<SiteStatistics> blamed() {
    return diff.lines().stream().flatMap(line -> rowsOf(line).stream()).toList();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    BaselineFigures before = diff.stored();
    if (diff.isGrowthOther()) {
      notes.add(
          "Each run leaves "
              + growth(diff.seen().growthPerRun())
              + " behind instead of "
              + growth(before.growthPerRun()));
    }
    before.peakAtMost().stream()
        .filter(limit -> diff.isOfOneLayout() && snapshot.peak().atLeast() > limit)
        .forEach(limit -> notes.add("Live bytes exceeded the " + Sizes.exact(limit) + " stored"));
    entry.tolerance().map(this::tolerated).ifPresent(notes::add);
    askedToo.ifPresent(
        line ->
            notes.add(
                "Another check asked for it, with other figures: "
                    + line
                    + "; give each a name of its own"));
    notes.add("Stored in " + file.path() + ":" + entry.line());
    notes.addAll(Notes.of(snapshot));
    return notes;
  }

  private static String growth(OptionalLong bytes) {
    return Sizes.exact(bytes.orElse(0));
  }

  private String tolerated(Tolerance tolerance) {
    return "Beyond its tolerance, "
        + Sizes.exact(tolerance.allowed(diff.stored().bytes()))
        + " by \""
        + tolerance
        + "\": the lines come to "
        + Sizes.exact(diff.lines().stream().mapToLong(LineDifference::off).sum());
  }

  @Override
  public String acceptance() {
    return Accepting.LINE;
  }

  /** The figure that differs: objects, else bytes where these are of one layout. */
  Optional<Measure> measure() {
    long count = diff.stored().count();
    long bytes = diff.stored().bytes();
    if (count != diff.seen().count()) {
      return Optional.of(
          new Measure(Unit.OBJECTS, count, true, diff.seen().count(), diff.seen().count()));
    }
    return bytes != diff.seen().bytes() && diff.isOfOneLayout()
        ? Optional.of(
            new Measure(Unit.BYTES, bytes, true, diff.seen().bytes(), diff.seen().bytes()))
        : Optional.empty();
  }

  @Override
  public Object expected() {
    return measure().<Object>map(Measure::limit).orElseGet(() -> text(diff.stored()));
  }

  @Override
  public Object actual() {
    return measure().<Object>map(Measure::atLeast).orElseGet(() -> text(diff.seen()));
  }

  private static String text(BaselineFigures figures) {
    StringBuilder text = new StringBuilder();
    figures.lines().forEach(line -> text.append(line).append('\n'));
    return text.append(figures.total()).toString();
  }
}
