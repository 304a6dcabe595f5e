package io.trackmemory.dsl;

/** Says how many objects should be kept alive at most. */
record ShouldRetainObjectCountAtMost(Retained retained, long count) implements RetainedMessage {

  @Override
  public String headline() {
    return retained.toKeep(Text.count(count, "object"))
        + retained.count()
        + " ("
        + Sizes.rounded(retained.bytes())
        + ")";
  }

  @Override
  public String acceptance() {
    return retained.path() + "hasObjectCountAtMost(" + retained.count() + ")";
  }

  @Override
  public Object expected() {
    return count;
  }

  @Override
  public Object actual() {
    return retained.count();
  }
}
