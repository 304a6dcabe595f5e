package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the rule for a name without asking all of them: most patterns begin with a package, and
 * most names in a dump are of packages that no rule names. For one thread.
 */
final class RuleIndex {

  private final List<KnownHolder> rules;
  private final Map<String, List<KnownHolder>> ofPackage = new HashMap<>();

  RuleIndex(List<KnownHolder> rules) {
    this.rules = rules;
  }

  /** The first rule that matches, of those that can match this name. */
  Optional<KnownHolder> first(String name, Predicate<KnownHolder> matches) {
    for (KnownHolder rule : ofPackage.computeIfAbsent(packageOf(name), this::rulesOf)) {
      if (matches.test(rule)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private List<KnownHolder> rulesOf(String name) {
    List<KnownHolder> found = new ArrayList<>(rules);
    found.removeIf(
        rule -> {
          String own = packageOf(rule.pattern().prefix());
          return !own.isEmpty() && !own.equals(name);
        });
    return found;
  }

  /** Up to the second dot; empty if there are fewer. */
  private static String packageOf(String name) {
    int second = name.indexOf('.', name.indexOf('.') + 1);
    return second < 0 ? "" : name.substring(0, second + 1);
  }
}
