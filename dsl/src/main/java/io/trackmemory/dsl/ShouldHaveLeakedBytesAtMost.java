package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;

/** Says how many bytes should have been left behind at most. */
record ShouldHaveLeakedBytesAtMost(Leaks leaks, ByteSize limit, String accepting)
    implements LeakMessage {

  @Override
  public String headline() {
    return leaks.subject().phrase()
        + " to leak at most "
        + Sizes.exact(limit.toBytes())
        + " but "
        + leaks.leakedBytes();
  }

  @Override
  public Object expected() {
    return limit.toBytes();
  }

  @Override
  public String acceptance() {
    return Sizes.call(leaks.path() + accepting, leaks.bytes().atLeast());
  }

  @Override
  public Object actual() {
    return leaks.bytes().atLeast();
  }
}
