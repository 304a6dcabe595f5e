package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says that no more bytes should have been alive at once than in another measurement. */
record ShouldHavePeakAtMostThat(
    Subject subject, MemorySnapshot snapshot, MemorySnapshot other, String acceptance)
    implements FailureMessage {

  @Override
  public String headline() {
    return subject.phrase()
        + " to have at most "
        + Sizes.exact(other.peak().atMost())
        + " alive at once, as the other measurement had, but it had at least "
        + Sizes.exact(snapshot.peak().atLeast())
        + "; the difference of what was allocated by line";
  }

  @Override
  public List<String> rows() {
    return Differences.between(other.sites(), snapshot.sites()).lines("  ");
  }

  @Override
  public List<SiteStatistics> blamed() {
    return Differences.grown(other.sites(), snapshot.sites());
  }

  @Override
  public List<String> notes() {
    return Notes.of(snapshot);
  }

  @Override
  public Object expected() {
    return other.peak().atMost();
  }

  @Override
  public Object actual() {
    return snapshot.peak().atLeast();
  }
}
