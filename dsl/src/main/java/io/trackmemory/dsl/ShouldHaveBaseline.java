package io.trackmemory.dsl;

import io.trackmemory.dsl.baseline.Accepting;
import io.trackmemory.dsl.baseline.BaselineFigures;
import io.trackmemory.dsl.baseline.BaselineFile;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says that there should have been a baseline, as nothing new is stored here. */
record ShouldHaveBaseline(
    Subject subject,
    MemorySnapshot snapshot,
    BaselineFile file,
    String name,
    BaselineFigures figures)
    implements FailureMessage {

  @Override
  public String headline() {
    return subject.phrase()
        + " to match the baseline \""
        + name
        + "\" of "
        + file.testClass()
        + " but none is stored, and nothing new is where the variable CI is set; "
        + Allocations.all(subject, snapshot).allocated();
  }

  @Override
  public List<String> rows() {
    return RowTable.of(blamed()).lines("  ");
  }

  @Override
  public List<SiteStatistics> blamed() {
    return RowTable.mostBytesFirst(snapshot.sites());
  }

  @Override
  public List<String> notes() {
    return List.of("Run it once without CI, and commit " + file.path());
  }

  @Override
  public String acceptance() {
    return Accepting.LINE;
  }

  @Override
  public Object expected() {
    return "a baseline \"" + name + "\"";
  }

  @Override
  public Object actual() {
    return "none";
  }
}
