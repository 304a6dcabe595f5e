package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.heap.Deadline;
import io.trackmemory.tracker.heap.HeapReader;
import io.trackmemory.tracker.heap.HeldByOneRule;
import io.trackmemory.tracker.holder.LeakQuery;
import io.trackmemory.tracker.holder.Made;
import io.trackmemory.tracker.jdk.KnownHolder;
import io.trackmemory.tracker.jdk.KnownHolder.Reach;
import io.trackmemory.tracker.jdk.KnownHolder.Scope;
import io.trackmemory.tracker.question.LeakFindings.Apart;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule for a cache, a registry or a default of the JDK sets apart what the JDK put there, and
 * not the user's object beside it.
 */
class RulesHideNothingOfYoursTest {

  @TempDir Path folder;

  static Stream<KnownHolder> rules() {
    return KnownHolder.withIgnored(List.of()).stream()
        .filter(rule -> KnownHolder.reach(rule.reason()) != Reach.ALL)
        .filter(rule -> rule.scope() != Scope.CLASS_ONLY);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void search_objectOfYoursBesideOneOfTheJdk_aloneIsFound(KnownHolder rule) throws Exception {
    LeakFindings found = search(rule);

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).survivors()).containsExactly(0);
    assertThat(found.setApart()).containsExactly(new Apart(rule.reason(), List.of(1)));
  }

  private LeakFindings search(KnownHolder rule) throws IOException {
    LeakQuery query =
        new LeakQuery(
            Collections.nCopies(2, new WeakReference<>(this)),
            List.of(Made.BY_USER, Made.FOR_USER),
            Map.of(),
            List.of(),
            HeldByOneRule.USERS::equals,
            List.of());
    return new LeakAnalysis(heap(rule), query, query.rules())
        .findings(false, new Deadline(Duration.ofMinutes(1)));
  }

  private HeapReader.Content heap(KnownHolder rule) throws IOException {
    if (rule.scope() == Scope.CLASS) {
      return HeldByOneRule.byObject(name(rule, "X"), "held", folder);
    }
    String name = name(rule, "X.x");
    int dot = name.lastIndexOf('.');
    String owner = name.substring(0, dot);
    String field = name.substring(dot + 1);
    return rule.scope() == Scope.STATIC_FIELD
        ? HeldByOneRule.byStatic(owner, field, folder)
        : HeldByOneRule.byObject(owner, field, folder);
  }

  /* One that the pattern names. */
  private static String name(KnownHolder rule, String last) {
    String pattern = rule.pattern().text();
    String whole =
        pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) + last : pattern;
    String name = whole.replace("*", "X");
    assertThat(rule.pattern().matches(name)).as(name).isTrue();
    return name;
  }
}
