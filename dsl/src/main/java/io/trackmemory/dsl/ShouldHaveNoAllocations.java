package io.trackmemory.dsl;

/** Says that nothing should have been allocated. */
record ShouldHaveNoAllocations(Allocations allocations, String accepting)
    implements AllocationMessage {

  @Override
  public String headline() {
    return allocations.toMake("no", 0) + " but " + allocations.made();
  }

  @Override
  public Object expected() {
    return 0L;
  }
}
