package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;

/** Says how far the JVM's own counter should have moved at most. */
record ShouldHaveJvmAllocatedBytesAtMost(Allocations allocations, ByteSize limit, long jvmBytes)
    implements JvmBytesMessage {

  @Override
  public String limited() {
    return "at most " + Sizes.exact(limit.toBytes());
  }

  @Override
  public Object expected() {
    return limit.toBytes();
  }
}
