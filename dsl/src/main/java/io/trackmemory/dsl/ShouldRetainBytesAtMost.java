package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;

/** Says how many bytes objects should keep alive at most. */
record ShouldRetainBytesAtMost(Retained retained, ByteSize limit) implements RetainedMessage {

  @Override
  public String headline() {
    return retained.toKeep(Sizes.exact(limit.toBytes()))
        + Sizes.exact(retained.bytes())
        + " in "
        + Text.count(retained.count(), "object");
  }

  @Override
  public String acceptance() {
    return Sizes.call(retained.path() + "hasBytesAtMost", retained.bytes());
  }

  @Override
  public Object expected() {
    return limit.toBytes();
  }

  @Override
  public Object actual() {
    return retained.bytes();
  }
}
