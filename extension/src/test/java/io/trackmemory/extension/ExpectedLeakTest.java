package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trackmemory.tracker.spi.KnownLeak;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedLeakTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @SuppressWarnings("UnusedMethod") // annotated only
  private static final class Cases {
    @ExpectLeak(
        type = String.class,
        typeName = "java.lang.String",
        heldBy = "Registry.\"names\"",
        reason = "known",
        until = "2027-01-31")
    void all() {}

    @ExpectLeak(type = Object[].class, reason = "known", until = "2026-11-22")
    void tomorrow() {}

    @ExpectLeak(type = Object[].class, reason = "known", until = "2026-11-21")
    void today() {}

    @ExpectLeak(reason = "known")
    void nothing() {}

    @ExpectLeak(type = int.class, reason = "known")
    void primitive() {}

    @ExpectLeak(typeName = " ", reason = "known")
    void blankName() {}

    @ExpectLeak(heldBy = "\t", reason = "known")
    void blankHolder() {}

    @ExpectLeak(type = String.class, reason = " ")
    void noReason() {}

    @ExpectLeak(type = String.class, reason = "known", until = "2027-02-30")
    void noDay() {}

    @ExpectLeak(type = String.class, reason = "known", until = "tomorrow")
    void noDate() {}
  }

  private static KnownLeak known(String method) {
    Method on =
        Arrays.stream(Cases.class.getDeclaredMethods())
            .filter(each -> each.getName().equals(method))
            .findFirst()
            .orElseThrow();
    return ExpectedLeak.of(Annotations.expectedLeaks(on).get(0), on, () -> TODAY).known();
  }

  @Test
  void of_all_isReadAndWrittenAsCode() {
    KnownLeak leak = known("all");

    assertThat(leak.by())
        .isEqualTo(
            "@ExpectLeak(type = String.class, typeName = \"java.lang.String\","
                + " heldBy = \"Registry.\\\"names\\\"\", reason = \"known\","
                + " until = \"2027-01-31\")");
    assertThat(leak.until()).contains(LocalDate.of(2027, 1, 31));
    assertThat(leak.expired()).isFalse();
  }

  @Test
  void of_day_isTheFirstOnWhichItFails() {
    assertThat(known("tomorrow").expired()).isFalse();
    assertThat(known("today").expired()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "nothing | @ExpectLeak must have a type, a typeName or a heldBy; its reason is \"known\"",
        "primitive | type of @ExpectLeak must be one that objects have: int",
        "blankName | typeName of @ExpectLeak must not be blank: \" \"",
        "blankHolder | heldBy of @ExpectLeak must not be blank: \"\t\"",
        "noReason | reason of @ExpectLeak must not be blank: \" \"",
        "noDay | until of @ExpectLeak must be a day such as \"2027-01-31\": \"2027-02-30\"",
        "noDate | until of @ExpectLeak must be a day such as \"2027-01-31\": \"tomorrow\""
      })
  void of_badValue_namesItAndTheRule(String method, String message) {
    assertThatThrownBy(() -> known(method))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void declared_accumulates_upToALift() {
    Declared declared = Declared.on(List.of(Nearest.class, Farther.class));
    assertThat(declared.expectedLeaks().stream().map(leak -> leak.known().reason()))
        .containsExactly("one", "two", "three", "four");
    assertThat(declared.leakScope()).contains(LeakScope.TEST);
    assertThat(declared.tracked()).isTrue();
    assertThat(Declared.on(List.of(Lifted.class, Farther.class)).expectedLeaks()).isEmpty();
  }

  @Test
  void declared_limitBeside_isNotMadeStricter() {
    Declared declared = Declared.on(List.of(Farther.class, Limited.class));
    assertThat(declared.leakScope()).isEmpty();
    assertThat(declared.limitLeaks().orElseThrow().limits())
        .hasToString("[@LimitLeaks(count = 3)]");
    assertThat(Declared.on(List.of(Farther.class, Whole.class)).leakScope())
        .contains(LeakScope.CLASS);
  }

  @ExpectLeak(type = String.class, reason = "one")
  @ExpectLeak(type = String.class, reason = "two")
  @Carrier
  private static final class Nearest {}

  @ExpectLeak(type = String.class, reason = "three")
  @Retention(RetentionPolicy.RUNTIME)
  private @interface Carrier {}

  @ExpectLeak(type = String.class, reason = "four")
  private static final class Farther {}

  @WithoutMemoryLimits
  private static final class Lifted {}

  @LimitLeaks(count = 3)
  private static final class Limited {}

  @NoLeaks(scope = LeakScope.CLASS)
  private static final class Whole {}
}
