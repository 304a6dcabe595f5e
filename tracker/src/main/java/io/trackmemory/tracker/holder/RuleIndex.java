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
 * most classes in a dump are such that no rule names. For one thread.
 */
final class RuleIndex {

  private final List<KnownHolder> rules;
  private final Map<String, List<KnownHolder>> ofPackage = new HashMap<>();
  private final Map<String, List<KnownHolder>> ofClass = new HashMap<>();

  RuleIndex(List<KnownHolder> rules) {
    this.rules = rules;
  }

  /** The first rule that matches, of those that can match a class or a field of it. */
  Optional<KnownHolder> first(String className, Predicate<KnownHolder> matches) {
    for (KnownHolder rule : ofClass.computeIfAbsent(className, this::rulesOfClass)) {
      if (matches.test(rule)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private List<KnownHolder> rulesOfClass(String className) {
    List<KnownHolder> found = List.of();
    for (KnownHolder rule :
        ofPackage.computeIfAbsent(packageOf(className + "."), this::rulesOfPackage)) {
      String prefix = rule.pattern().prefix();
      if (prefix.startsWith(className) || className.startsWith(prefix)) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(rule);
      }
    }
    return found;
  }

  private List<KnownHolder> rulesOfPackage(String name) {
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
