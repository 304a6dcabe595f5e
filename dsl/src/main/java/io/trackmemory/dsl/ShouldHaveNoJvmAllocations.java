package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says that the JVM's own counter should not have moved. */
record ShouldHaveNoJvmAllocations(Allocations allocations, long jvmBytes, String acceptance)
    implements AllocationMessage {

  @Override
  public String headline() {
    return "the JVM to count no bytes for "
        + allocations.subject().phrase()
        + " but it counted "
        + Sizes.exact(jvmBytes)
        + "; as written, "
        + allocations.allocated();
  }

  @Override
  public List<SiteStatistics> blamed() {
    return RowTable.mostBytesFirst(allocations.rows());
  }

  @Override
  public List<String> notes() {
    return Notes.ofJvmCounter(allocations.snapshot());
  }

  @Override
  public Object expected() {
    return 0L;
  }

  @Override
  public Object actual() {
    return jvmBytes;
  }
}
