package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;

/** A message about allocations, by their number. */
interface AllocationMessage extends FailureMessage {

  /** What the check looked at. */
  Allocations allocations();

  /** Name of the check that would accept. */
  String accepting();

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

  @Override
  default String acceptance() {
    long seen = allocations().count().atMost();
    return accepted(seen) + "(" + allocations().ofEach(seen) + ")";
  }

  /** The check that accepts it: where units differ, none asks for exactly what was seen. */
  default String accepted(long seen) {
    boolean differ = !allocations().isOfEach(seen) && !accepting().endsWith("AtMost");
    return allocations().path() + accepting() + (differ ? "AtMost" : "");
  }

  @Override
  default Object actual() {
    return allocations().count().atLeast();
  }
}
