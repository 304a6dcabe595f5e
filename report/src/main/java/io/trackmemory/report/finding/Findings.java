package io.trackmemory.report.finding;

import io.trackmemory.report.finding.Finding.Saving;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all rules found, those of users too.
 *
 * @param found one for each line and rule, the most severe first, then what saves most
 * @param unasked rules that cannot tell by what was measured, with why
 * @param broken rules and views of users that failed, with what they threw
 */
public record Findings(List<Finding> found, List<Told> unasked, List<Told> broken) {

  private static final List<FindingRule> OURS =
      List.of(
          new Kept(),
          new Boxing(),
          new Regrowth(),
          new ShortLived(),
          new SmallAllocations(),
          new Spike(),
          new Humongous(),
          new ThreadImbalance(),
          new EmptyCollections(),
          new Duplicates());

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparingLong(finding -> -finding.saves().map(Saving::bytes).orElse(0L))
          .thenComparing(Finding::rule)
          .thenComparing(finding -> finding.line().map(Object::toString).orElse(""));

  /** What is told of a rule or view. */
  public record Told(String name, String cause) {}

  /** Copies the lists. */
  public Findings {
    found = List.copyOf(found);
    unasked = List.copyOf(unasked);
    broken = List.copyOf(broken);
  }

  /** By our rules and by those that are found as services. */
  public static Findings of(Evidence seen) {
    Services<FindingRule> own = Services.of(FindingRule.class);
    List<FindingRule> rules = new ArrayList<>(OURS);
    rules.addAll(own.found());
    return of(seen, rules, own.broken());
  }

  static Findings of(Evidence seen, List<FindingRule> rules, List<Told> already) {
    List<Finding> found = new ArrayList<>();
    List<Told> unasked = new ArrayList<>();
    List<Told> broken = new ArrayList<>(already);
    for (FindingRule rule : rules) {
      Services.run(
          rule,
          broken,
          () -> {
            Optional<String> cause = rule.unasked(seen);
            cause.ifPresent(why -> unasked.add(new Told(rule.name(), why)));
            if (cause.isEmpty()) {
              found.addAll(List.copyOf(rule.find(seen)));
            }
          });
    }
    return new Findings(oncePerLine(found), unasked, broken);
  }

  private static List<Finding> oncePerLine(List<Finding> found) {
    Set<List<Object>> seen = new HashSet<>();
    return found.stream()
        .sorted(ORDER)
        .filter(finding -> seen.add(List.of(finding.rule(), finding.line())))
        .toList();
  }
}
