package io.trackmemory.tracker.jdk;

import java.util.List;
import java.util.Set;

/** Shows the rules of the search to tests elsewhere. */
public final class HolderRules {

  /**
   * A pattern of fields or classes.
   *
   * @param ofFields whether of fields
   * @param ofStatic whether of static ones only
   */
  public record Holder(String pattern, boolean ofFields, boolean ofStatic, JdkVersions versions) {}

  private HolderRules() {}

  public static List<Holder> holders() {
    return KnownHolder.TABLE.stream()
        .map(
            rule ->
                new Holder(
                    rule.pattern().text(),
                    Set.of(KnownHolder.Scope.FIELD, KnownHolder.Scope.STATIC_FIELD)
                        .contains(rule.scope()),
                    rule.scope() == KnownHolder.Scope.STATIC_FIELD,
                    rule.versions()))
        .toList();
  }

  public static List<JdkMember<String>> names() {
    return JdkNames.RULES;
  }
}
