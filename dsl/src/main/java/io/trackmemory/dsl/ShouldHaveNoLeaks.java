package io.trackmemory.dsl;

/** Says that nothing should have been left behind. */
record ShouldHaveNoLeaks(Leaks leaks, String accepting) implements LeakMessage {

  @Override
  public String headline() {
    return leaks.toLeak("no", 0) + " but " + leaks.leaked();
  }

  @Override
  public Object expected() {
    return 0L;
  }
}
