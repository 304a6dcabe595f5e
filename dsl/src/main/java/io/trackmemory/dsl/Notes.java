package io.trackmemory.dsl;

import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.Omissions;
import io.trackmemory.tracker.ThreadStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines that tell apart what no check counts, as far as there is any. */
final class Notes {

  private static final int NAMED = 3;

  private Notes() {}

  static List<String> of(MemorySnapshot snapshot) {
    List<String> notes = new ArrayList<>();
    Omissions omissions = snapshot.omissions();
    if (omissions.filteredCount() > 0) {
      notes.add(
          "Counted, but too small for a line (trackmemory.filter.min-size): "
              + Text.objects(omissions.filteredCount(), omissions.filteredBytes()));
    }
    addUncounted(notes, "First use", snapshot.firstUseCount(), snapshot.firstUseBytes());
    addUncounted(notes, "Test code", snapshot.testCodeCount(), snapshot.testCodeBytes());
    addUncounted(notes, "By chance", snapshot.chanceCount(), snapshot.chanceBytes());
    notes.addAll(ofThreads(snapshot));
    if (!snapshot.unfinishedWork().isEmpty()) {
      notes.add("Still running, counted until then: " + named(snapshot.unfinishedWork()));
    }
    return notes;
  }

  /** What threads of other work did meanwhile, or that it is among what is told. */
  static List<String> ofThreads(MemorySnapshot snapshot) {
    List<String> notes = new ArrayList<>();
    addUncounted(notes, "Other threads", snapshot.foreignCount(), snapshot.foreignBytes());
    if (snapshot.foreignCount() > 0 && !snapshot.foreignThreads().isEmpty()) {
      notes.add(notes.remove(notes.size() - 1) + threads(snapshot.foreignThreads()));
    }
    if (snapshot.allThreads()) {
      notes.add("Measured on all threads, whatever they did meanwhile");
    }
    return notes;
  }

  /** The same where the whole heap was looked at, whoever filled it. */
  static List<String> ofOthersInFigure(MemorySnapshot snapshot) {
    return ofThreads(snapshot).stream()
        .map(
            note ->
                note.replaceFirst("^Other threads, not counted", "Other threads, in the figure"))
        .toList();
  }

  /** The same where the JVM's counter was asked, which leaves out less. */
  static List<String> ofJvmCounter(MemorySnapshot snapshot) {
    return of(snapshot).stream()
        .map(
            note ->
                note.replaceFirst(
                    "^(First use|Test code|By chance), not counted", "$1, in the JVM's figure"))
        .toList();
  }

  private static void addUncounted(List<String> notes, String what, long count, long bytes) {
    if (count > 0) {
      notes.add(what + ", not counted: " + Text.objects(count, bytes));
    }
  }

  private static String threads(List<ThreadStatistics> threads) {
    return " (" + named(threads.stream().map(Notes::name).toList()) + ")";
  }

  /* What is no name stands in parentheses by itself: threads that have ended. */
  private static String name(ThreadStatistics thread) {
    return thread.threadName().replaceFirst("^\\((.*)\\)$", "$1");
  }

  private static String named(List<?> things) {
    String named =
        things.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining(", "));
    int others = things.size() - NAMED;
    return named + (others > 0 ? " and " + others + " more" : "");
  }
}
