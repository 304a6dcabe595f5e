package io.trackmemory.tracker.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The rule for a method is found by name and descriptor, or by patterns of them. */
class MemberTableTest {

  private static final MemberTable<String> TABLE =
      new MemberTable<>(
          JdkMember.read(
              """
              exact: a/B.run()V
              others: a/B.run
              names: a/B.*Form
              # Comments are none.
              begins: a/B.take(JJLa/*
              owners: a/C$*.fire(I)V
              old: a/B.twice until 16
              now: a/B.twice
              """));

  @Test
  void of_namesAndDescriptors() {
    assertThat(TABLE.of("a/B", "run", "()V")).isEqualTo("exact");
    assertThat(TABLE.of("a/B", "run", "(I)V")).isEqualTo("others");
    assertThat(TABLE.of("a/B", "walk", "()V")).isNull();
    assertThat(TABLE.of("a/C", "run", "()V")).isNull();
  }

  @Test
  void of_patterns() {
    assertThat(TABLE.of("a/B", "bindForm", "(I)V")).isEqualTo("names");
    assertThat(TABLE.of("a/B", "take", "(JJLa/S;Z)J")).isEqualTo("begins");
    assertThat(TABLE.of("a/B", "take", "(JJ)J")).isNull();
    assertThat(TABLE.of("a/C$D", "fire", "(I)V")).isEqualTo("owners");
    assertThat(TABLE.of("a/C", "fire", "(I)V")).isNull();
    assertThat(TABLE.of("a/C$D", "fire", "()V")).isNull();
  }

  @Test
  void of_prefersTheRuleForThisJdk() {
    assertThat(TABLE.of("a/B", "twice", "()V")).isEqualTo("now");
  }

  @Test
  void namesAndOwners_areThoseOfTheRules() {
    assertThat(TABLE.hasName("run")).isTrue();
    assertThat(TABLE.hasName("walk")).isFalse();
    assertThat(TABLE.owners()).containsExactly("a/B");
  }

  @Test
  void rows_sayAllOfARule() {
    assertThat(
            JdkMember.read(
                """
                a b, c: a/B$*.run()V neededFor COUNTING in a/B$C since 18 until 20 on LINUX
                a/B
                x: a.B.c jdk none
                """))
        .containsExactly(
            JdkMember.method("a b, c", "a/B$*.run()V")
                .neededFor(Need.COUNTING, "a/B$C")
                .in(new JdkVersions(18, 20))
                .on(Platform.LINUX),
            JdkMember.type("", "a/B"),
            JdkMember.method("x", "a.B.c").in(JdkVersions.NONE));
    assertThatThrownBy(() -> JdkMember.read("a/B.c from 18"))
        .hasMessage("from is no part of a rule: a.B.c");
  }
}
