package io.trackmemory.tracker.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.agent.RewritingRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is needed is found in JDKs that no test runs on, though what they have differs: as their
 * sources have it.
 */
class JdksBetweenTest {

  private static final String POOL = "java/util/concurrent/ForkJoinPool";
  private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";
  private static final String TASK = "Ljava/util/concurrent/ForkJoinTask;";
  private static final String SUBMIT = "(" + TASK + ")" + TASK;

  @ParameterizedTest
  @CsvSource({
    "18, externalSubmit, , ",
    "19, , lazySubmit, poolSubmit",
    "20, externalSubmit, lazySubmit, poolSubmit",
    "21, externalSubmit, lazySubmit, poolSubmit"
  })
  void poolsThatGiveTheTask_haveWhatIsNeeded(
      int feature, @Nullable String external, @Nullable String lazy, @Nullable String submit) {
    NeededMembers needed = needed(POOL, feature);

    see(needed, POOL, external, SUBMIT);
    see(needed, POOL, lazy, SUBMIT);
    see(needed, POOL, submit, "(Z" + TASK + ")" + TASK);

    assertThat(needed.unseenClasses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"22", "23", "24"})
  void poolsThatGiveNothing_haveWhatIsNeeded(int feature) {
    NeededMembers needed = needed(POOL, feature);

    see(needed, POOL, "externalSubmit", SUBMIT);
    see(needed, POOL, "lazySubmit", SUBMIT);
    see(needed, POOL, "poolSubmit", "(Z" + TASK + ")V");

    assertThat(needed.unseenClasses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "19, afterTerminate, (Z)V",
    "20, afterTerminate, (Z)V",
    "21, afterTerminate, (ZZ)V",
    "21, afterDone, (Z)V",
    "22, afterDone, (Z)V",
    "24, afterDone, (Z)V"
  })
  void virtualThreads_haveWhatIsNeeded(int feature, String end, String descriptor) {
    NeededMembers needed = needed(VIRTUAL_THREAD, feature);

    see(needed, VIRTUAL_THREAD, "start", "()V");
    see(needed, VIRTUAL_THREAD, "start", "(Ljdk/internal/vm/ThreadContainer;)V");
    assertThat(needed.unseenClasses()).containsExactly(VIRTUAL_THREAD);
    see(needed, VIRTUAL_THREAD, end, descriptor);

    assertThat(needed.unseenClasses()).isEmpty();
  }

  @Test
  void virtualThreadsWhoseEndIsNotKnown_lackWhatIsNeeded() {
    NeededMembers needed = needed(VIRTUAL_THREAD, 21);

    see(needed, VIRTUAL_THREAD, "start", "()V");
    see(needed, VIRTUAL_THREAD, "start", "(Ljdk/internal/vm/ThreadContainer;)V");
    see(needed, VIRTUAL_THREAD, "afterYield", "()V");

    assertThat(needed.unseenClasses()).containsExactly(VIRTUAL_THREAD);
  }

  private static NeededMembers needed(String owner, int feature) {
    List<JdkMember<?>> rules = new ArrayList<>();
    for (JdkMember<?> rule : RewritingRules.all()) {
      if (rule.owner().equals(owner)) {
        rules.add(rule);
      }
    }
    NeededMembers needed = new NeededMembers(rules, feature, "Linux");
    assertThat(needed.concerns(owner)).isTrue();
    return needed;
  }

  private static void see(
      NeededMembers needed, String owner, @Nullable String name, String descriptor) {
    if (name != null) {
      needed.sees(JdkMember.Kind.METHOD, owner, name, descriptor);
    }
  }
}
