package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.field;
import static io.trackmemory.tracker.jdk.JdkMember.method;
import static io.trackmemory.tracker.jdk.JdkMember.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.jdk.HolderRules.Holder;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The check of the rules tells rules that do not fit. */
class RuleCheckTest {

  private final RuleCheck check =
      new RuleCheck(
          new JdkClasses()
              .addMethod("java/lang/Thread", "start", "()V")
              .addMethod("java/lang/Thread$Part", "fire", "(I)V")
              .addField("java/lang/Thread", "name", false)
              .addField("java/lang/Thread", "COUNT", true)
              .addType("java/lang/Empty"),
          21,
          "Linux");

  @Test
  void rulesThatFit_areNoProblem() {
    assertThat(
            check.problems(
                List.of(
                    method("", "java/lang/Thread.start()V").neededFor(Need.HAND_OVER),
                    method("", "java/lang/Thread.start"),
                    method("", "java/lang/Thread.st*t(*"),
                    method("", "java/lang/Thread$*.fire(I)V")
                        .neededFor(Need.HAND_OVER, "java/lang/Thread$Part"),
                    field("", "java/lang/Thread.name"),
                    type("", "java/lang/Empty"),
                    method("", "java/lang/Thread.stop").until(20),
                    method("", "java/lang/Other.start").since(22),
                    method("", "java/lang/Thread.wait").in(new JdkVersions(18, 20)),
                    method("", "java/lang/Thread.unix").on(Platform.UNIX).until(17))))
        .isEmpty();
  }

  @Test
  void misspeltRules_areNamed() {
    assertThat(
            check.problems(
                List.of(
                    method("", "java/lang/Thread.strat()V"),
                    method("", "java/lang/Thread.start(I)V").since(19),
                    method("", "java/lang/Thraed.start").until(25),
                    method("", "java/lang/Thread.name"),
                    method("", "java/lang/Thread$*.start"),
                    field("", "java/lang/Thread.nmae"),
                    type("", "java/lang/Emtpy"),
                    method("", "java/lang/Thread$*.fire")
                        .neededFor(Need.HAND_OVER, "java/lang/Thread"))))
        .containsExactly(
            "java.lang.Thread.strat()V names nothing in JDK 21, the rule says from 17 on",
            "java.lang.Thread.start(I)V names nothing in JDK 21, the rule says from 19 on",
            "java.lang.Thraed.start names nothing in JDK 21, the rule says from 17 to 25",
            "java.lang.Thread.name names nothing in JDK 21, the rule says from 17 on",
            "java.lang.Thread$*.start names nothing in JDK 21, the rule says from 17 on",
            "java.lang.Thread.nmae names nothing in JDK 21, the rule says from 17 on",
            "java.lang.Emtpy names nothing in JDK 21, the rule says from 17 on",
            "java.lang.Thread$*.fire is not found in java/lang/Thread");
  }

  @Test
  void rulesForOtherVersions_areNamedWhereTheyFit() {
    assertThat(
            check.problems(
                List.of(
                    method("", "java/lang/Thread.start").until(20),
                    field("", "java/lang/Thread.name").since(22))))
        .containsExactly(
            "java.lang.Thread.start is in JDK 21, the rule says from 17 to 20",
            "java.lang.Thread.name is in JDK 21, the rule says from 22 on");
  }

  @Test
  void holders_areToldLikewise() {
    assertThat(
            check.problemsOfHolders(
                List.of(
                    new Holder("java.lang.Thread.na*", true, false, JdkVersions.ALL),
                    new Holder("java.lang.Thread.name", true, true, JdkVersions.ALL),
                    new Holder("java.lang.Thread.COUNT", true, true, new JdkVersions(17, 20)),
                    new Holder("java.lang.Empty[]", false, false, JdkVersions.ALL),
                    new Holder("java.lang.Full", false, false, JdkVersions.ALL),
                    new Holder("org.junit.*", true, false, JdkVersions.NONE))))
        .containsExactly(
            "java.lang.Thread.name names nothing in JDK 21, the rule says from 17 on",
            "java.lang.Thread.COUNT is in JDK 21, the rule says from 17 to 20",
            "java.lang.Full names nothing in JDK 21, the rule says from 17 on");
  }

  @Test
  void marks_areToldLikewise() throws IOException {
    assertThat(
            check.problemsOfMarks(
                List.of(method(Set.of("get", "gte"), "java/util/HashMap.getOrDefault"))))
        .containsExactlyInAnyOrder(
            "the mark 'get' is nowhere in java.util.HashMap.getOrDefault",
            "the mark 'gte' is nowhere in java.util.HashMap.getOrDefault");
    assertThat(
            check.problemsOfMarks(
                List.of(method(Set.of("getNode"), "java/util/HashMap.getOrDefault"))))
        .isEmpty();
  }
}
