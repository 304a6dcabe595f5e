package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says that no more bytes should have been allocated than in another measurement. */
record ShouldHaveAllocatedBytesAtMostThose(
    Allocations allocations, MemorySnapshot other, String accepting)
    implements AllocatedBytesMessage {

  @Override
  public String headline() {
    return allocations.toAllocate("at most " + Sizes.exact(other.allocatedBytes()))
        + ", as the other measurement did, but "
        + allocations.allocated()
        + "; the difference by line";
  }

  @Override
  public List<String> rows() {
    return Differences.between(other.sites(), allocations.rows()).lines("  ");
  }

  @Override
  public List<SiteStatistics> blamed() {
    return Differences.grown(other.sites(), allocations.rows());
  }

  @Override
  public Object expected() {
    return other.allocatedBytes();
  }
}
