package io.trackmemory.dsl;

/** Says how many objects should have been left behind. */
record ShouldHaveLeakCount(Leaks leaks, long count, String accepting) implements LeakMessage {

  @Override
  public String headline() {
    return leaks.toLeak(Long.toString(count), count) + " but " + leaks.leaked();
  }

  @Override
  public Object expected() {
    return count;
  }
}
