package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;

/** Says how many bytes should have been allocated at most. */
record ShouldHaveAllocatedBytesAtMost(Allocations allocations, ByteSize limit, String accepting)
    implements AllocatedBytesMessage {

  @Override
  public String headline() {
    return allocations.toAllocate("at most " + Sizes.exact(limit.toBytes()), limit.toBytes())
        + " but "
        + allocations.allocated();
  }

  @Override
  public Object expected() {
    return allocations.ofAll(limit.toBytes());
  }
}
