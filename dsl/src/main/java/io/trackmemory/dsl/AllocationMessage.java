package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;

/** A message about allocations. */
interface AllocationMessage extends FailureMessage {

  /** What the check looked at. */
  Allocations allocations();

  @Override
  default List<String> rows() {
    return RowTable.of(blamed()).lines("  ");
  }

  @Override
  default List<SiteStatistics> blamed() {
    return RowTable.mostObjectsFirst(allocations().rows());
  }

  @Override
  default List<String> notes() {
    List<String> notes = new ArrayList<>(allocations().subject().facts().notes(allocations()));
    notes.addAll(Notes.of(allocations().snapshot()));
    return notes;
  }
}
