package io.trackmemory.extension;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** What is thrown, page, JSON and index say one thing, in the words of who set the limit. */
class SaidAlikeTest {

  @TempDir Path folder;

  @AfterEach
  void clear() {
    Marks.clear();
  }

  private Outcome run(Class<?> fixture, String... settings) {
    List<String> all = new ArrayList<>(List.of("trackmemory.report.dir", folder.toString()));
    all.addAll(List.of("trackmemory.report", "on-failure"));
    all.addAll(Arrays.asList(settings));
    return Fixtures.run(fixture, all.toArray(String[]::new));
  }

  private static String messageOf(Throwable thrown) {
    return Objects.requireNonNull(thrown.getMessage());
  }

  private String written(Class<?> fixture, String name) throws IOException {
    return plain(Files.readString(folder.resolve(fixture.getName()).resolve(name)));
  }

  private String index() throws IOException {
    return plain(Files.readString(folder.resolve("index.html"))).replace("<wbr>", "");
  }

  /* Without what HTML and JSON escape. */
  private static String plain(String text) {
    return text.replace("&quot;", "\"")
        .replace("&#61;", "=")
        .replace("&#39;", "'")
        .replace("&#10;", "\n")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\u003c", "<")
        .replace("\\u003e", ">");
  }

  /* Each check, in page, JSON and index, and the message of each. */
  private void assertSaidAlike(Class<?> fixture, String test, Throwable thrown, String... checks)
      throws IOException {
    List<String> messages = new ArrayList<>(List.of(messageOf(thrown)));
    Stream.of(thrown.getSuppressed()).forEach(each -> messages.add(messageOf(each)));
    String page = written(fixture, test + ".html");
    String json = written(fixture, test + ".json");
    assertThat(messages).hasSameSizeAs(checks);
    for (String message : messages) {
      assertThat(page).contains(message);
      assertThat(json).contains(message);
    }
    assertThat(index()).contains("<code>" + checks[0] + "</code>");
    if (checks.length > 1) {
      assertThat(index()).contains(">and " + (checks.length - 1) + " more<");
    }
    assertThat(page).contains("<h1><code>" + checks[0] + "</code>");
    if (thrown instanceof AssertionFailedError failure
        && failure.isActualDefined()
        && failure.getActual().getValue() instanceof Long actual) {
      assertThat(json)
          .contains("\"limit\": " + failure.getExpected().getValue(), "\"atLeast\": " + actual);
      String accept = messages.get(0).replaceFirst("(?s).*\nTo accept: (.*?)\n.*", "$1");
      assertThat(json).contains("\"accept\": \"" + accept + "\"");
      assertThat(page).contains("<code id=\"accept0\">" + accept + "</code>");
    }
    for (String check : checks) {
      assertThat(page).contains("<code>" + check + "</code>");
      assertThat(json).contains("\"check\": \"" + check + "\"");
    }
    for (String other : List.of("hasPeakAtMost", "hasAllocat", "hasNoLeaks", "hasLeak", "kib(")) {
      assertThat(page).doesNotContain(other);
      assertThat(json).doesNotContain(other);
      assertThat(index()).doesNotContain(other);
    }
  }

  @Test
  void severalLimits_ofAnnotationsAndSettings() throws IOException {
    Outcome outcome =
        run(
            SeveralTestCases.class,
            "trackmemory.limit.count",
            "2",
            "trackmemory.limit.leaks",
            "none");
    Throwable thrown = outcome.failureOf("many()");
    assertSaidAlike(
        SeveralTestCases.class,
        "many",
        thrown,
        "trackmemory.limit.count=2",
        "@LimitAllocations(bytes = \"40 B\")",
        "@LimitPeak(\"64 B\")",
        "trackmemory.limit.leaks=none");
    assertThat(thrown)
        .hasMessageContaining("but it made 8 (128 B)")
        .hasMessageContaining(
            "\nTo accept: @LimitAllocations(count = 8) or trackmemory.limit.count=8\n");
    assertThat(index()).contains("<b>8 objects</b> <span class=\"d\">of 2</span>");
    assertThat(written(SeveralTestCases.class, "many.html"))
        .contains("What it saw", "Searched for <code>trackmemory.limit.leaks=none");
  }

  @Test
  void budget_allThatIsBroken() throws IOException {
    assertSaidAlike(
        BudgetTestCases.class,
        "keeps",
        run(BudgetTestCases.class).failureOf("keeps()"),
        "@MemoryBudget(run = \"16 B\", peak = \"1 KiB\", leaks = \"none\")");
    assertThat(written(BudgetTestCases.class, "keeps.html"))
        .contains("io.trackmemory.sample.Marks.KEPT", "run = \"32 B\"");
  }

  @Test
  void whatCannotBeCertified_isSaidAlikeToo() throws IOException {
    Outcome outcome = run(SkippedTestCases.class, "trackmemory.limit.bytes", "1 KiB");
    assertSaidAlike(
        SkippedTestCases.class,
        "nowhere",
        outcome.failureOf("nowhere()"),
        "@NoAllocations",
        "@LimitPeak(\"64 KiB\")");
    assertThat(outcome.failureOf("nowhere()"))
        .hasMessageStartingWith("Cannot certify @NoAllocations: the body of ");
  }

  @Test
  void classLevelInheritedAndMeta_parameterizedAndDynamic() throws IOException {
    Outcome outcome = run(InheritingTestCases.class);
    assertSaidAlike(
        InheritingTestCases.class,
        "parameterized[2]",
        outcome.failureOf("number 9"),
        "@LimitAllocations(count = 8)",
        "@LimitPeak(\"0.1 KiB\")");
    Throwable dynamic = outcome.failureOf("nine");
    assertThat(dynamic.getSuppressed()).hasSize(1);
    assertThat(index()).contains(">nine</a>", "<b>9 objects</b> <span class=\"d\">of 8</span>");
  }

  @Test
  void checksAsWritten_standBesideLimits() throws IOException {
    Outcome outcome = run(AssertingTestCases.class);
    Throwable thrown = outcome.failureOf("asserts()");
    String page = written(AssertingTestCases.class, "asserts.html");
    assertThat(page)
        .contains("<h1><code>allocations().ofType(Mark.class).hasCountAtMost(2)</code>")
        .contains(messageOf(thrown))
        .contains("<code>@LimitAllocations(count = 1)</code>");
    assertThat(thrown.getSuppressed())
        .singleElement()
        .satisfies(second -> assertThat(page).contains(messageOf(second)));
    assertThat(index()).contains("<b>3 objects</b> <span class=\"d\">of 2</span>", ">and 1 more<");
  }

  @Test
  void brokenLimit_isNotUndoneByOneThatNobodyCouldTell() throws IOException {
    Outcome outcome = run(UndecidedTestCases.class, "trackmemory.uncertified", "abort");
    assertThat(outcome.failed()).containsExactly("makesTwo()");
    assertSaidAlike(
        UndecidedTestCases.class,
        "makesTwo",
        outcome.failureOf("makesTwo()"),
        "@NoAllocations",
        "@LimitPeak(\"16 B\")");
  }

  @Test
  void assertThatIsForgotten_isOnThePage() throws IOException {
    Outcome outcome = run(ForgettingTestCases.class);
    String message = messageOf(outcome.failureOf("forgets()"));
    assertThat(written(ForgettingTestCases.class, "forgets.html")).contains(message);
    assertThat(index()).contains(message.substring(0, 100));
  }

  @TrackMemory
  static class SeveralTestCases {

    @Test
    @LimitAllocations(bytes = "40 B")
    @LimitPeak("64 B")
    void many() {
      for (int i = 0; i < 8; i++) {
        Marks.keep();
      }
    }
  }

  static class BudgetTestCases {

    @Test
    @MemoryBudget(run = "16 B", peak = "1 KiB", leaks = "none")
    void keeps() {
      Marks.keep();
      Marks.keep();
    }
  }

  @ExtendWithSkipper
  @TrackMemory
  static class SkippedTestCases {

    @Test
    @NoAllocations
    @LimitPeak("64 KiB")
    void nowhere() {}
  }

  @ExtendWith(Runners.Skipper.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface ExtendWithSkipper {}

  @LimitPeak("0.1 KiB")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Frugal {}

  @Frugal
  interface HasPeak {}

  @LimitAllocations(count = 8)
  abstract static class Base {}

  static class InheritingTestCases extends Base implements HasPeak {

    @ParameterizedTest(name = "number {0}")
    @ValueSource(ints = {1, 9})
    void parameterized(int number) {
      for (int i = 0; i < number; i++) {
        Marks.keep();
      }
    }

    @TestFactory
    List<DynamicTest> dynamic() {
      return List.of(
          dynamicTest(
              "nine",
              () -> {
                for (int i = 0; i < 9; i++) {
                  Marks.keep();
                }
              }));
    }
  }

  static class AssertingTestCases {

    @Test
    @LimitAllocations(count = 1)
    void asserts() {
      Marks.make(8);
      assertThatMemory(() -> Marks.make(3))
          .allocations()
          .ofType(Marks.Mark.class)
          .hasCountAtMost(2);
    }
  }

  @TrackMemory(threads = Threads.ALL)
  static class UndecidedTestCases {

    @Test
    @LimitPeak("16 B")
    @NoAllocations
    void makesTwo() {
      Marks.make(2);
    }
  }

  @TrackMemory
  static class ForgettingTestCases {

    @Test
    @SuppressWarnings("CheckReturnValue") // what is tested
    void forgets() {
      assertThatMemory(() -> Marks.make(3)).afterWarmup(1);
    }
  }
}
