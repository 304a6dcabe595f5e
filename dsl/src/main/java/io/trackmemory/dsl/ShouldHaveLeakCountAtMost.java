package io.trackmemory.dsl;

/** Says how many objects should have been left behind at most. */
record ShouldHaveLeakCountAtMost(Leaks leaks, long limit, String accepting) implements LeakMessage {

  @Override
  public String headline() {
    return leaks.toLeak("at most " + limit, limit) + " but " + leaks.leaked();
  }

  @Override
  public Object expected() {
    return limit;
  }
}
