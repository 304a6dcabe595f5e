package io.trackmemory.dsl;

import java.util.ArrayList;
import java.util.List;

/** A message about allocations. */
interface AllocationMessage extends FailureMessage {

  /** What the check looked at. */
  Allocations allocations();

  @Override
  default List<String> rows() {
    return RowTable.byCount(allocations().rows()).lines("  ");
  }

  @Override
  default List<String> notes() {
    List<String> notes = new ArrayList<>(allocations().subject().facts().notes(allocations()));
    notes.addAll(Notes.of(allocations().snapshot()));
    return notes;
  }
}
