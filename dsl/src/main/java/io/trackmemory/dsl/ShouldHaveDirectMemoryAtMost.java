package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.List;

/** Says how many bytes should have been held off the heap at once at most. */
record ShouldHaveDirectMemoryAtMost(
    Subject subject, MemorySnapshot snapshot, DirectMemory seen, ByteSize limit)
    implements FailureMessage {

  @Override
  public String headline() {
    boolean exact = seen.highest().atLeast() == seen.highest().atMost();
    return subject.phrase()
        + " to hold at most "
        + Sizes.exact(limit.toBytes())
        + " off the heap but it held "
        + (exact ? "" : "at least ")
        + Sizes.exact(seen.highest().atLeast())
        + " at once";
  }

  @Override
  public List<String> rows() {
    return RowTable.of(blamed()).lines("  ");
  }

  @Override
  public List<SiteStatistics> blamed() {
    return RowTable.mostBytesFirst(seen.atHighest());
  }

  @Override
  public List<String> notes() {
    return OffHeapNotes.of(snapshot);
  }

  @Override
  public String acceptance() {
    return Sizes.call(subject.path() + "hasDirectMemoryAtMost", seen.highest().atMost());
  }

  @Override
  public Object expected() {
    return limit.toBytes();
  }

  @Override
  public Object actual() {
    return seen.highest().atLeast();
  }
}
