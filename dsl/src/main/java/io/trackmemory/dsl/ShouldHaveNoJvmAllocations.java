package io.trackmemory.dsl;

/** Says that the JVM's own counter should not have moved. */
record ShouldHaveNoJvmAllocations(Allocations allocations, long jvmBytes)
    implements JvmBytesMessage {

  @Override
  public String limited() {
    return "no bytes";
  }

  @Override
  public Object expected() {
    return 0L;
  }
}
