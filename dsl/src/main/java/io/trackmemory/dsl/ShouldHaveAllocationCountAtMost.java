package io.trackmemory.dsl;

/** Says how many objects should have been allocated at most. */
record ShouldHaveAllocationCountAtMost(Allocations allocations, long limit, String accepting)
    implements AllocationMessage {

  @Override
  public String headline() {
    return allocations.toMake("at most " + limit, limit) + " but " + allocations.made();
  }

  @Override
  public Object expected() {
    return allocations.ofAll(limit);
  }
}
