package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.Preset;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeclaredTest {

  @Test
  void on_elementWithoutAnnotation_isNotTracked() {
    assertThat(declared(Plain.class).tracked()).isFalse();
  }

  @Test
  void on_eachAnnotation_tracks() {
    assertThat(declared(Tracked.class).tracked()).isTrue();
    assertThat(declared(Leakless.class).tracked()).isTrue();
    assertThat(declared(Frugal.class).tracked()).isTrue();
    assertThat(declared(Limited.class).tracked()).isTrue();
  }

  @Test
  void on_liftAlone_isNotTracked() {
    assertThat(declared(Lifted.class).tracked()).isFalse();
  }

  @Test
  void on_metaAnnotation_isFound() {
    assertThat(declared(Composed.class).leakScope()).contains(LeakScope.TEST);
    assertThat(declared(Composed.class).limitAllocations().orElseThrow().count())
        .isEqualTo(OptionalLong.of(3));
  }

  @Test
  void on_twoOfAKind_nearestWins() {
    Declared declared = Declared.on(List.of(Limited.class, Composed.class));
    assertThat(declared.limitAllocations().orElseThrow().count()).isEqualTo(OptionalLong.of(5));
    assertThat(declared.leakScope()).contains(LeakScope.TEST);
  }

  @Test
  void on_twoTrackMemory_nearestWinsAsAWhole() {
    Declared declared = Declared.on(List.of(Tracked.class, Precise.class));
    assertThat(declared.trackMemory().orElseThrow().preset()).isEqualTo(Preset.FROM_SETTINGS);
  }

  @Test
  void on_lift_keepsWhatStandsBesideIt() {
    Declared declared = Declared.on(List.of(Lifted.class, Limited.class, Leakless.class));
    assertThat(declared.leakScope()).isEmpty();
    assertThat(declared.limitAllocations()).isEmpty();
    assertThat(declared.settingsLifted()).isTrue();
    assertThat(declared.tracked()).isTrue();
    assertThat(Declared.on(List.of(Leakless.class, Lifted.class, Limited.class)).leakScope())
        .contains(LeakScope.TEST);
    assertThat(declared(LiftedButLeakless.class).leakScope()).contains(LeakScope.TEST);
  }

  @Test
  void on_twoLeakScopes_nearestWins() {
    assertThat(Declared.on(List.of(ClassLeakless.class, Leakless.class)).leakScope())
        .contains(LeakScope.CLASS);
    assertThat(Declared.on(List.of(Leakless.class, ClassLeakless.class)).leakScope())
        .contains(LeakScope.TEST);
  }

  @Test
  void on_classScopeOfAMethod_isRefused() throws NoSuchMethodException {
    AnnotatedElement method = OnMethod.class.getDeclaredMethod("judgedAsAClass");
    assertThatThrownBy(() -> declared(method))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "@NoLeaks(scope = LeakScope.CLASS) must stand on a class, not on a method:"
                + " OnMethod.judgedAsAClass");
  }

  @Test
  void on_invalidLimitThatIsOverridden_isNotRead() {
    assertThat(Declared.on(List.of(Limited.class, Negative.class)).limitAllocations()).isPresent();
    assertThatThrownBy(() -> declared(Negative.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count of @LimitAllocations must not be negative: -1");
  }

  @Test
  void on_limitOfNothing_isRefused() {
    assertThatThrownBy(() -> declared(Nothing.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("@LimitAllocations must have a count, bytes or both");
  }

  @Test
  void on_badSize_namesIt() {
    assertThatThrownBy(() -> declared(BadSize.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bytes of @LimitAllocations: size must be")
        .hasMessageEndingWith("\"64 Kb!\"");
  }

  private static Declared declared(AnnotatedElement element) {
    return Declared.on(List.of(element));
  }

  private static final class Plain {}

  static class OnMethod {
    @NoLeaks(scope = LeakScope.CLASS)
    void judgedAsAClass() {}
  }

  @NoLeaks(scope = LeakScope.CLASS)
  private static final class ClassLeakless {}

  @TrackMemory
  private static final class Tracked {}

  @TrackMemory(preset = Preset.PRECISE)
  private static final class Precise {}

  @NoLeaks
  private static final class Leakless {}

  @NoAllocations
  private static final class Frugal {}

  @LimitAllocations(count = 5)
  private static final class Limited {}

  @LimitAllocations(count = -1)
  private static final class Negative {}

  @LimitAllocations
  private static final class Nothing {}

  @LimitAllocations(bytes = "64 Kb!")
  private static final class BadSize {}

  @WithoutMemoryLimits
  private static final class Lifted {}

  @WithoutMemoryLimits
  @NoLeaks
  private static final class LiftedButLeakless {}

  @MemoryContract
  private static final class Composed {}

  @Inner
  @Retention(RetentionPolicy.RUNTIME)
  private @interface MemoryContract {}

  @NoLeaks
  @LimitAllocations(count = 3)
  @Retention(RetentionPolicy.RUNTIME)
  private @interface Inner {}
}
