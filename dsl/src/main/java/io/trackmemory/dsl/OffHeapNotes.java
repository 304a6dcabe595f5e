package io.trackmemory.dsl;

import io.trackmemory.tracker.DirectMemory;
import io.trackmemory.tracker.MemorySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The lines that tell what no check of memory off the heap counts. */
final class OffHeapNotes {

  private OffHeapNotes() {}

  static List<String> of(MemorySnapshot snapshot) {
    List<String> notes = new ArrayList<>();
    snapshot.directMemory().ifPresent(seen -> add(notes, seen));
    notes.addAll(Notes.ofThreads(snapshot));
    return notes;
  }

  private static void add(List<String> notes, DirectMemory seen) {
    if (seen.firstUseBytes() > 0) {
      notes.add("First use, not counted: " + Sizes.rounded(seen.firstUseBytes()));
    }
    if (seen.jdkBytes() > 0) {
      notes.add("Buffers that the JDK keeps, not counted: " + Sizes.rounded(seen.jdkBytes()));
    }
    OptionalLong growth = seen.residentGrowthBytes();
    if (growth.isPresent() && growth.getAsLong() > 0) {
      notes.add(
          "Resident size of the whole process, by whatever cause: grew by "
              + Sizes.rounded(growth.getAsLong())
              + " (what native libraries take shows only there)");
    }
  }
}
