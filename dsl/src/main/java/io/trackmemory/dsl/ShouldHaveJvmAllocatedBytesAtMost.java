package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says how far the JVM's own counter should have moved at most. */
record ShouldHaveJvmAllocatedBytesAtMost(
    Allocations allocations, ByteSize limit, long jvmBytes, String acceptance)
    implements AllocationMessage {

  @Override
  public String headline() {
    return "the JVM to count at most "
        + Sizes.exact(limit.toBytes())
        + " for "
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
    return limit.toBytes();
  }

  @Override
  public Object actual() {
    return jvmBytes;
  }
}
