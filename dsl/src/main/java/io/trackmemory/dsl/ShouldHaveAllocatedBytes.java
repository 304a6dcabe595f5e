package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says how many bytes should have been allocated. */
record ShouldHaveAllocatedBytes(Allocations allocations, ByteSize size, String acceptance)
    implements AllocationMessage {

  @Override
  public String headline() {
    return allocations.toAllocate(Sizes.exact(size.toBytes())) + " but " + allocations.allocated();
  }

  @Override
  public List<SiteStatistics> blamed() {
    return RowTable.mostBytesFirst(allocations.rows());
  }

  @Override
  public Object expected() {
    return size.toBytes();
  }

  @Override
  public Object actual() {
    return allocations.bytes().atLeast();
  }
}
