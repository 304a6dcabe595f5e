package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.extension.Fixtures.Outcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LimitLeaksTest {

  static final Object[] KEPT = new Object[8];

  @AfterEach
  void clear() {
    java.util.Arrays.fill(KEPT, null);
  }

  @Test
  void limits_countAndBytes_nearestWins() {
    Outcome outcome = Fixtures.run(LimitedTestCases.class);

    assertThat(outcome.passed())
        .as(outcome.toString())
        .containsExactly("lifted()", "oneObject()", "threeOnMethod()");
    assertThat(outcome.failed())
        .containsExactly("bytesOnMethod()", "noneOnMethodToo()", "tooLarge()", "twoObjects()");
    assertThat(outcome.failureOf("twoObjects()"))
        .hasMessageContaining("to leak at most 1 object but it leaked 2 (32 B)")
        .hasMessageEndingWith(
            "\nTo accept: @LimitLeaks(count = 2, bytes = \"32 B\") or"
                + " @ExpectLeak(heldBy = \"io.trackmemory.extension.LimitLeaksTest.KEPT\","
                + " reason = \"...\")");
    assertThat(outcome.failureOf("tooLarge()"))
        .hasMessageContaining("to leak at most 1 KiB but it leaked 2 KiB (2016 B) in 1 object");
    assertThat(outcome.failureOf("noneOnMethodToo()")).hasMessageContaining("to leak no objects");
  }

  @LimitLeaks(count = 1, bytes = "1 KiB")
  static class LimitedTestCases {
    @Test
    void oneObject() {
      KEPT[0] = new Object();
    }

    @Test
    void twoObjects() {
      KEPT[1] = new Object();
      KEPT[2] = new Object();
    }

    @Test
    void tooLarge() {
      KEPT[3] = new byte[2000];
    }

    @Test
    @LimitLeaks(count = 3)
    void threeOnMethod() {
      KEPT[4] = new Object[] {new Object(), new byte[2000]};
    }

    @Test
    @LimitLeaks(bytes = "15 B")
    void bytesOnMethod() {
      KEPT[5] = new Object();
    }

    @Test
    @NoLeaks
    void noneOnMethodToo() {
      KEPT[6] = new Object();
    }

    @Test
    @WithoutMemoryLimits
    void lifted() {
      KEPT[7] = new Object[] {new Object()};
    }
  }

  @Test
  @Tag("slow")
  void setting_givesWay() {
    assertThat(Fixtures.run(LimitedTestCases.class, "trackmemory.limit.leaks", "none").passed())
        .containsExactly("lifted()", "oneObject()", "threeOnMethod()");
  }

  @Test
  void badValues_areRefused() {
    assertRefused(Nothing.class, "@LimitLeaks must have a count, bytes or both");
    assertRefused(Negative.class, "count of @LimitLeaks must not be negative: -1");
    assertThatThrownBy(() -> Declared.on(List.of(BadSize.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bytes of @LimitLeaks: size must be");
  }

  private static void assertRefused(Class<?> type, String message) {
    assertThatThrownBy(() -> Declared.on(List.of(type)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @LimitLeaks
  private static final class Nothing {}

  @LimitLeaks(count = -1)
  private static final class Negative {}

  @LimitLeaks(bytes = "many")
  private static final class BadSize {}
}
