package io.trackmemory.tracker.jdk;

import static io.trackmemory.tracker.jdk.JdkMember.method;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The rule for a method is found by name and descriptor, or by patterns of them. */
class MemberTableTest {

  private static final MemberTable<String> TABLE =
      MemberTable.of(
          method("exact", "a/B.run()V"),
          method("others", "a/B.run"),
          method("names", "a/B.*Form"),
          method("begins", "a/B.take(JJLa/*"),
          method("owners", "a/C$*.fire(I)V"),
          method("old", "a/B.twice").until(JdkVersions.OLDEST_TESTED - 1),
          method("now", "a/B.twice"));

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
}
