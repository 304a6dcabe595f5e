package io.trackmemory.dsl;

/** Says how many objects should have been allocated. */
record ShouldHaveAllocationCount(Allocations allocations, long count, String accepting)
    implements AllocationMessage {

  @Override
  public String headline() {
    return allocations.toMake(Long.toString(count), count) + " but " + allocations.made();
  }

  @Override
  public Object expected() {
    return allocations.ofAll(count);
  }
}
