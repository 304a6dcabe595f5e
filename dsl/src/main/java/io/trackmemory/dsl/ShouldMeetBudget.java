package io.trackmemory.dsl;

import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which limits of a budget are broken, each in the words of its own check.
 *
 * @param broken in order, at least one
 * @param doubts what of the rest cannot be certified, and why
 */
record ShouldMeetBudget(Subject subject, Budget budget, List<Broken> broken, List<String> doubts)
    implements FailureMessage {

  /**
   * A limit that is broken.
   *
   * @param message says how
   * @param accepted the limit that would accept what was seen
   */
  record Broken(BudgetPart part, FailureMessage message, ByteSize accepted) {

    /* All that the check of the same limit would say, but for the report, which is told once. */
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      String whole = message.text(Optional.empty(), List.of());
      String before = whole.substring(0, whole.length() - message.acceptance().length());
      String text = before + part.code(accepted);
      text.lines().forEach(line -> lines.add((lines.isEmpty() ? "  " : "    ") + line));
      return lines;
    }
  }

  boolean breaks(BudgetPart part) {
    return broken.stream().anyMatch(each -> each.part() == part);
  }

  @Override
  public String headline() {
    return subject.phrase()
        + " to meet its budget but it broke "
        + (broken.size() == 1 && budget.parts().size() == 1
            ? "its limit"
            : broken.size() + " of " + Text.count(budget.parts().size(), "limit"));
  }

  @Override
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    broken.forEach(each -> rows.addAll(each.lines()));
    doubts.forEach(doubt -> rows.add("  Cannot certify " + doubt));
    return rows;
  }

  @Override
  public List<SiteStatistics> blamed() {
    return broken.stream().flatMap(each -> each.message().blamed().stream()).distinct().toList();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public String acceptance() {
    Map<BudgetPart, ByteSize> accepted = new EnumMap<>(BudgetPart.class);
    broken.forEach(each -> accepted.put(each.part(), each.accepted()));
    return subject.path() + "meets(" + budget.replacing(accepted) + ")";
  }

  @Override
  public Object expected() {
    return broken.get(0).message().expected();
  }

  @Override
  public Object actual() {
    return broken.get(0).message().actual();
  }
}
