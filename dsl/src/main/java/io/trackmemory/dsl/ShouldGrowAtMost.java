package io.trackmemory.dsl;

import io.trackmemory.tracker.SiteStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says of which order growth with the size should have been at most.
 *
 * @param found of which it is; empty where it is of none that there is
 */
record ShouldGrowAtMost(
    String phrase, SizedFigure figure, Growth order, Optional<Growth> found, List<Rung> rungs)
    implements FailureMessage {

  @Override
  public String headline() {
    return "the "
        + figure.phrase()
        + " of "
        + phrase
        + " to grow at most "
        + order
        + " but found "
        + actual();
  }

  @Override
  public List<String> rows() {
    int sizeWidth = Integer.toString(last().size()).length();
    int amountWidth = rungs.stream().mapToInt(rung -> rung.amount().length()).max().orElse(0);
    int shareWidth = rungs.stream().mapToInt(rung -> rung.share(order).length()).max().orElse(0);
    List<String> rows = new ArrayList<>();
    for (Rung rung : rungs) {
      rows.add(
          "  n = "
              + right(Integer.toString(rung.size()), sizeWidth)
              + "   "
              + right(rung.amount(), amountWidth)
              + "   "
              + right(rung.share(order), shareWidth)
              + " / "
              + order.formula());
    }
    List<String> lines = Differences.between(first().lines(), last().lines()).lines("    ");
    if (!lines.isEmpty()) {
      rows.add("  more at n = " + last().size() + " than at n = " + first().size() + ":");
      rows.addAll(lines);
    }
    return rows;
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private Rung first() {
    return rungs.get(0);
  }

  private Rung last() {
    return rungs.get(rungs.size() - 1);
  }

  @Override
  public List<SiteStatistics> blamed() {
    return Differences.grown(first().lines(), last().lines());
  }

  @Override
  public List<String> notes() {
    return last().snapshot().map(Notes::of).orElse(List.of());
  }

  @Override
  public String acceptance() {
    return found
        .map(lowest -> figure.path() + "growsAtMost(" + lowest + ")")
        .orElse("nothing, as there is no higher order; leave the check out");
  }

  @Override
  public Object expected() {
    return order.toString();
  }

  @Override
  public Object actual() {
    return found.map(Growth::toString).orElse("more than QUADRATIC");
  }
}
