package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import java.util.List;

/** Says how many bytes objects should keep alive at most. */
record ShouldRetainBytesAtMost(Retained retained, ByteSize limit) implements FailureMessage {

  @Override
  public String headline() {
    return retained.toKeep(Sizes.exact(limit.toBytes()))
        + Sizes.exact(retained.bytes())
        + " in "
        + Text.count(retained.count(), "object");
  }

  @Override
  public List<String> rows() {
    return retained.rows();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public String acceptance() {
    return retained.path() + "hasBytesAtMost(" + Sizes.code(retained.bytes()) + ")";
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
