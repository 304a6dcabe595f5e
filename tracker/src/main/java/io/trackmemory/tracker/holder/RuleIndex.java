package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.jdk.KnownHolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the rule for a name without asking all of them: most patterns begin with a package, and
 * most names in a dump are of packages that no rule names. For one thread.
 */
final class RuleIndex {

  private final List<KnownHolder> rules;
  private final Map<String, List<Integer>> byPackage = new HashMap<>();
  private final List<Integer> ofAnyPackage = new ArrayList<>();

  RuleIndex(List<KnownHolder> rules) {
    this.rules = rules;
    byPackage.put("", ofAnyPackage);
    for (KnownHolder rule : rules) {
      byPackage.putIfAbsent(packageOf(rule), new ArrayList<>());
    }
    for (int i = 0; i < rules.size(); i++) {
      int number = i;
      String name = packageOf(rules.get(i));
      if (name.isEmpty()) {
        byPackage.values().forEach(each -> each.add(number));
      } else {
        byPackage.getOrDefault(name, ofAnyPackage).add(number);
      }
    }
  }

  /** The first rule that matches, of those that can match this name; {@link Rules#NONE} if none. */
  int first(String name, Predicate<KnownHolder> matches) {
    for (int rule : byPackage.getOrDefault(packageOf(name), ofAnyPackage)) {
      if (matches.test(rules.get(rule))) {
        return rule;
      }
    }
    return Rules.NONE;
  }

  int withReason(String reason) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).reason().equals(reason)) {
        return i;
      }
    }
    return Rules.NONE;
  }

  KnownHolder rule(int number) {
    return rules.get(number);
  }

  private static String packageOf(KnownHolder rule) {
    return packageOf(rule.pattern().prefix());
  }

  /** Up to the second dot; empty if there are fewer. */
  private static String packageOf(String name) {
    int second = name.indexOf('.', name.indexOf('.') + 1);
    return second < 0 ? "" : name.substring(0, second + 1);
  }
}
