package io.trackmemory.tracker.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trackmemory.tracker.agent.RewritingRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every rule about the JDK names something in the JDK that runs this, if it says so, and nothing if
 * it does not.
 */
@TestInstance(Lifecycle.PER_CLASS)
class JdkRulesTest {

  private final RuleCheck check;

  JdkRulesTest() throws IOException {
    check =
        new RuleCheck(
            JdkClasses.ofThisJdk(beginnings()),
            Runtime.version().feature(),
            System.getProperty("os.name"));
  }

  /* Of the classes that rules name, up to their packages. */
  private static Set<String> beginnings() {
    Stream<String> members =
        Stream.of(RewritingRules.all(), HolderRules.names())
            .flatMap(List::stream)
            .flatMap(rule -> Stream.of(rule.owner(), rule.witness()));
    Stream<String> holders =
        HolderRules.holders().stream()
            .filter(holder -> !holder.versions().equals(JdkVersions.NONE))
            .map(holder -> holder.pattern().replace('.', '/'));
    return Stream.concat(members, holders)
        .map(name -> name.split("[*$]", -1)[0])
        .map(name -> name.substring(0, endOfPackage(name)))
        .collect(Collectors.toSet());
  }

  /* Behind the last part that begins with a small letter, as packages do. */
  private static int endOfPackage(String name) {
    int end = 0;
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      if (Character.isLowerCase(name.charAt(end))) {
        end = at + 1;
      }
    }
    return end;
  }

  @Test
  void rulesAboutMethods_nameOne() {
    List<JdkMember<?>> rules = new ArrayList<>(RewritingRules.all());
    assertThat(rules).hasSizeGreaterThan(250);

    assertThat(check.problems(rules)).isEmpty();
  }

  @Test
  void marksOfLookups_areInTheirMethods() throws IOException {
    assertThat(RewritingRules.lookups()).hasSizeGreaterThan(40);

    assertThat(check.problemsOfMarks(RewritingRules.lookups())).isEmpty();
  }

  @Test
  void namesReadFromDumps_nameOne() {
    assertThat(HolderRules.names()).hasSizeGreaterThan(30);

    assertThat(check.problems(HolderRules.names())).isEmpty();
  }

  @Test
  void holders_nameAFieldOrClass() {
    assertThat(HolderRules.holders()).hasSizeGreaterThan(120);

    assertThat(check.problemsOfHolders(HolderRules.holders())).isEmpty();
  }

  @Test
  void reasonsThatCodeNames_areInTheTable() {
    assertThat(KnownHolder.TABLE)
        .extracting(KnownHolder::reason)
        .containsAll(KnownHolder.OF_CODE)
        .contains(KnownHolder.CACHES, KnownHolder.JDK_THREADS, KnownHolder.RUNNER)
        .doesNotContain("");
  }

  /* Of the tools that can run this, those that do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.junit.platform.launcher.TestPlan",
        "org.junit.platform.launcher.listeners.SummaryGeneratingListener",
        "org.apache.maven.surefire.booter.ForkedBooter"
      })
  void holdersOfTheRunner_nameAFieldWhereItIsThere(String className) {
    Class<?> type = found(className);
    List<Glob> patterns =
        HolderRules.holders().stream()
            .filter(holder -> holder.versions().equals(JdkVersions.NONE))
            .map(holder -> Glob.of(holder.pattern()))
            .toList();

    assertThat(type.getDeclaredFields())
        .isNotEmpty()
        .allMatch(
            field ->
                patterns.stream()
                    .anyMatch(each -> each.matches(className + "." + field.getName())));
  }

  private static Class<?> found(String className) {
    try {
      return Class.forName(className, false, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      return abort(className + " does not run this");
    }
  }
}
