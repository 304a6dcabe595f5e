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
    return Sizes.call(allocations().path() + accepting(), allocations().bytes().atMost());
  }

  @Override
  default Object actual() {
    return allocations().bytes().atLeast();
  }
}
