package io.trackmemory.report;

import io.trackmemory.report.base.Numbers;
import io.trackmemory.report.base.VisibleText;
import io.trackmemory.tracker.UnfinishedWork;
import java.util.List;

/**
 * Work that had not ended.
 *
 * @param work threads and tasks, in words
 * @param rest what is left out, none or one
 */
record Unfinished(List<String> work, List<String> rest) {

  private static final int SHOWN = 20;

  /** The list, or none where nothing goes on. */
  static List<Unfinished> of(List<UnfinishedWork> work) {
    int more = work.size() - SHOWN;
    return work.isEmpty()
        ? List.of()
        : List.of(
            new Unfinished(
                work.stream().limit(SHOWN).map(each -> VisibleText.name(each.toString())).toList(),
                more > 0 ? List.of("... and " + Numbers.count(more) + " more") : List.of()));
  }
}
