package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;

/** Says how many bytes should have been allocated. */
record ShouldHaveAllocatedBytes(Allocations allocations, ByteSize size, String accepting)
    implements AllocatedBytesMessage {

  @Override
  public String headline() {
    return allocations.toAllocate(Sizes.exact(size.toBytes()), size.toBytes())
        + " but "
        + allocations.allocated();
  }

  @Override
  public Object expected() {
    return allocations.ofAll(size.toBytes());
  }
}
