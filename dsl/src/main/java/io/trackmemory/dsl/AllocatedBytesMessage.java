package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** A message about allocations, by their bytes. */
interface AllocatedBytesMessage extends AllocationMessage {

  @Override
  default List<SiteStatistics> blamed() {
    return RowTable.mostBytesFirst(allocations().rows());
  }

  @Override
  default String acceptance() {
    long seen = allocations().bytes().atMost();
    return Sizes.call(accepted(seen), allocations().ofEach(seen));
  }

  @Override
  default Object actual() {
    return allocations().bytes().atLeast();
  }
}
