package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.dsl.MemoryAssertions;
import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.tracker.ByteSize;
import io.trackmemory.tracker.MemoryScope;
import io.trackmemory.tracker.MemoryTracker;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which test classes need the agent before they begin. */
class EarlyAttachmentTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        OnClass.class,
        OnMethod.class,
        ByMetaAnnotation.class,
        Inheriting.class,
        InheritingByInterface.class,
        TakingAScope.class,
        Calling.class,
        Measuring.class,
        Softly.class,
        InALambda.class,
        InAnAnonymousClass.class,
        Around.class,
        InheritingACall.class,
        InheritingADefaultMethod.class
      })
  void isFor_whatUsesOurs(Class<?> testClass) {
    assertThat(EarlyAttachment.isFor(testClass)).isTrue();
    assertThat(initialised).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(classes = {Nothing.class, OnlyASize.class, Lifted.class, List.class, int[].class})
  void isFor_noOther(Class<?> testClass) {
    assertThat(EarlyAttachment.isFor(testClass)).isFalse();
  }

  private static String initialised = "";

  @NoLeaks
  static class OnClass {}

  static class OnMethod {
    @RepeatedTest(10)
    @NoGrowth
    void test() {}
  }

  @Retention(RetentionPolicy.RUNTIME)
  @LimitPeak("1 MiB")
  @interface Small {}

  @Retention(RetentionPolicy.RUNTIME)
  @Small
  @interface Cheap {}

  static class ByMetaAnnotation {
    @Test
    @Cheap
    void test() {}
  }

  static class Inheriting extends OnMethod {}

  @TrackMemory
  interface Tracked {}

  static class InheritingByInterface implements Tracked {}

  static class TakingAScope {
    void prepare(MemoryScope memory) {}
  }

  static class Calling {
    static {
      initialised += "Calling";
    }

    void test() {
      MemoryAssertions.assertThatMemory(() -> {}).hasNoLeaks();
    }
  }

  static class Measuring {
    Object test() {
      return MemoryTracker.measure(() -> {});
    }
  }

  static class Softly {
    Object test() {
      return new SoftMemoryAssertions();
    }
  }

  static class InALambda {
    Runnable test() {
      return () -> MemoryAssertions.assertThatMemory(() -> {}).hasNoLeaks();
    }
  }

  static class InAnAnonymousClass {
    Runnable test() {
      return new Runnable() {
        @Override
        public void run() {
          MemoryAssertions.assertThatMemory(() -> {}).hasNoLeaks();
        }
      };
    }
  }

  static class Around {
    static class Inside {
      static class Innermost extends Calling {
        Object test(int runs) {
          return MemoryTracker.measure(() -> {});
        }
      }
    }
  }

  static class InheritingACall extends Calling {}

  interface Checks {
    default void check() {
      MemoryAssertions.assertThatMemory(() -> {}).hasNoLeaks();
    }
  }

  static class InheritingADefaultMethod implements Checks {}

  static class Nothing {
    @Test
    void test() {}
  }

  static class OnlyASize {
    ByteSize size() {
      return ByteSize.ofBytes(7);
    }
  }

  @WithoutMemoryLimits
  static class Lifted {}
}
