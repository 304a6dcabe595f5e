package io.trackmemory.tracker.jdk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds rules against the classes of a JDK, and says which do not fit. */
final class RuleCheck {

  private final JdkClasses classes;
  private final int feature;
  private final String osName;

  RuleCheck(JdkClasses classes, int feature, String osName) {
    this.classes = classes;
    this.feature = feature;
    this.osName = osName;
  }

  /** One line for each rule that names nothing here though it should, or something though not. */
  List<String> problems(List<? extends JdkMember<?>> rules) {
    List<String> problems = new ArrayList<>();
    for (JdkMember<?> rule : rules) {
      boolean found = owners(rule.owner()).anyMatch(owner -> has(rule, owner));
      if (found != rule.isOf(feature, osName) && !(found && isOfAnother(rule, rules))) {
        problems.add(problem(rule.toString(), found, rule.versions()));
      }
      if (found && rule.need() != null && !hasWitness(rule)) {
        problems.add(rule + " is not found in " + rule.witness());
      }
    }
    return problems;
  }

  /* Another rule for the same tells what it is for in this version. */
  private boolean isOfAnother(JdkMember<?> rule, List<? extends JdkMember<?>> rules) {
    return rules.stream()
        .anyMatch(
            other ->
                other.toString().equals(rule.toString())
                    && !other.equals(rule)
                    && other.isOf(feature, osName));
  }

  private String problem(String rule, boolean found, JdkVersions versions) {
    return rule
        + (found ? " is in JDK " : " names nothing in JDK ")
        + feature
        + ", the rule says from "
        + versions.first()
        + (versions.last() == Integer.MAX_VALUE ? " on" : " to " + versions.last());
  }

  private Stream<String> owners(String owner) {
    return JdkMember.isPattern(owner)
        ? classes.names().stream().filter(Glob.of(owner)::matches)
        : Stream.of(owner).filter(classes.names()::contains);
  }

  private boolean hasWitness(JdkMember<?> rule) {
    return classes.names().contains(rule.witness()) && has(rule, rule.witness());
  }

  private boolean has(JdkMember<?> rule, String owner) {
    return switch (rule.kind()) {
      case CLASS -> true;
      case FIELD ->
          classes.fields(owner).stream()
              .anyMatch(field -> rule.names(rule.kind(), field.name(), ""));
      case METHOD ->
          classes.methods(owner).stream()
              .anyMatch(method -> rule.names(rule.kind(), method.name(), method.descriptor()));
    };
  }

  /** The same for patterns of holders; {@code []} behind a class stands for arrays of it. */
  List<String> problemsOfHolders(List<HolderRules.Holder> holders) {
    List<String> problems = new ArrayList<>();
    for (HolderRules.Holder holder : holders) {
      boolean found = isFound(holder);
      if (found != holder.versions().include(feature)
          && !holder.versions().equals(JdkVersions.NONE)) {
        problems.add(problem(holder.pattern(), found, holder.versions()));
      }
    }
    return problems;
  }

  private boolean isFound(HolderRules.Holder holder) {
    Glob pattern = Glob.of(holder.pattern().replace("[]", ""));
    return holder.ofFields()
        ? classes.names().stream().anyMatch(owner -> hasField(owner, holder, pattern))
        : classes.names().stream().map(RuleCheck::binary).anyMatch(pattern::matches);
  }

  private boolean hasField(String owner, HolderRules.Holder holder, Glob pattern) {
    String prefix = binary(owner) + ".";
    return classes.fields(owner).stream()
        .filter(field -> field.isStatic() || !holder.ofStatic())
        .anyMatch(field -> pattern.matches(prefix + field.name()));
  }

  private static String binary(String internalName) {
    return internalName.replace('/', '.');
  }

  /** Marks of lookups that no instruction of the methods named has. */
  List<String> problemsOfMarks(List<JdkMember<Set<String>>> lookups) throws IOException {
    List<String> problems = new ArrayList<>();
    for (JdkMember<Set<String>> lookup : lookups) {
      if (lookup.isOf(feature, osName)) {
        for (String mark : lookup.use()) {
          if (!Marks.isIn(JdkClasses.file(lookup.owner()), lookup, mark)) {
            problems.add("the mark '" + mark + "' is nowhere in " + lookup);
          }
        }
      }
    }
    return problems;
  }
}
