package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.spi.ChangedLine;
import io.trackmemory.tracker.spi.MessageEnd;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What should have been, what was, and the code to blame. */
interface FailureMessage {

  /** The sentence, without what ends it. */
  String headline();

  /** The code responsible, each line indented. */
  List<String> rows();

  /** The lines of that code, in the same order; empty where no line is to blame. */
  default List<SiteStatistics> blamed() {
    return List.of();
  }

  /** What is not as a baseline has it; empty where it compares with none. */
  default List<ChangedLine> changes() {
    return List.of();
  }

  /** What is told apart, each a line. */
  List<String> notes();

  /** The check that would accept what was seen, as code; empty where none would. */
  String acceptance();

  /** What was thrown, where that is what broke the check. */
  default Optional<Throwable> cause() {
    return Optional.empty();
  }

  /** What the check expected. */
  Object expected();

  /** What was seen. */
  Object actual();

  /**
   * The whole text.
   *
   * @param further notes that are not about what was seen
   */
  default String text(Optional<URI> report, List<String> further) {
    List<String> rows = rows();
    List<String> lines = new ArrayList<>();
    lines.add("Expecting " + headline() + (rows.isEmpty() ? "" : ":"));
    lines.addAll(rows);
    lines.addAll(notes());
    lines.addAll(further);
    return MessageEnd.added(String.join("\n", lines), acceptance(), report);
  }
}
