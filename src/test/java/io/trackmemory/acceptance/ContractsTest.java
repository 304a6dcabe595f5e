package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.Quotes;
import io.trackmemory.acceptance.code.Quotes.LongText;
import io.trackmemory.acceptance.code.Quotes.Quote;
import io.trackmemory.acceptance.code.Quotes.Shape;
import io.trackmemory.acceptance.code.Quotes.Text;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.TrackMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contracts on what production code allocates, in tests that pass through it. Long, as what a
 * contract is on and how a call of it ends are tried with each other.
 */
class ContractsTest {

  private static final Quotes QUOTES = new Quotes();
  private static final List<Object> KEPT = new ArrayList<>();

  @TempDir static Path reports;

  static Object kept = "nothing";

  @AfterAll
  static void forget() {
    KEPT.clear();
  }

  @BeforeAll
  static void start() {
    Quotes.start();
  }

  private static Outcome run(Class<?> fixture) {
    return Engine.reportingTo(reports).run(fixture);
  }

  /* Without the line of this file. */
  private static String messageOf(Outcome outcome, String test) {
    return outcome.messageOf(test).replaceAll("ContractsTest.java:\\d+", "ContractsTest.java:n");
  }

  @Test
  void limits_areExact() {
    Outcome outcome = run(LimitTestCases.class);
    assertThat(outcome.passed())
        .containsExactly("exactly()", "exactlyBoth()", "manyCalls()", "nothing()");
    assertThat(outcome.failed())
        .containsExactly("both()", "byteTooMuch()", "oneOfMany()", "oneTooMany()", "something()");
    assertThat(messageOf(outcome, "oneOfMany()"))
        .isEqualTo(
            """
            Expecting Quotes.several(int) to make at most 2 allocations but it made 3 (48 B):
              3 x java.lang.Object     48 B   Quotes.several(Quotes.java:42)
            Contract: @Allocates(atMost = 2) of io.trackmemory.acceptance.code.Quotes; called by ContractsTest$LimitTestCases.oneOfMany(ContractsTest.java:n)
            ... and 249 more calls
            To accept: @Allocates(atMost = 3)""");
    assertThat(messageOf(outcome, "something()"))
        .isEqualTo(
            """
            Expecting Quotes.last(int) to make no allocations but it made 1 (32 B):
              1 x int[]     32 B   Quotes.last(Quotes.java:34)
            Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Quotes; called by ContractsTest$LimitTestCases.something(ContractsTest.java:n)
            To accept: @Allocates(atMost = 1)""");
  }

  @Test
  void message_isThatOfThePage() throws IOException {
    String message = messageOf(run(LimitTestCases.class), "something()");
    assertThat(Files.readString(Path.of("..", "..", "docs", "contracts.md")))
        .contains(message.replaceAll("Quotes.java:\\d+", "Quotes.java:n"));
  }

  @TrackMemory
  static class LimitTestCases {

    @Test
    void nothing() {
      KEPT.add(QUOTES.spread(1, 2));
    }

    @Test
    void something() {
      KEPT.add(QUOTES.last(4));
    }

    @Test
    void exactly() {
      QUOTES.several(2);
      QUOTES.sized(48);
    }

    @Test
    void exactlyBoth() {
      QUOTES.both(1, 48);
    }

    @Test
    void oneTooMany() {
      QUOTES.several(3);
    }

    @Test
    void byteTooMuch() {
      QUOTES.sized(49);
    }

    @Test
    void both() {
      QUOTES.both(2, 48);
    }

    @Test
    void manyCalls() {
      for (int i = 0; i < 100_000; i++) {
        QUOTES.spread(i, i);
      }
    }

    @Test
    void oneOfMany() {
      for (int i = 0; i < 1_000; i++) {
        QUOTES.several(i % 4);
      }
    }
  }

  @Test
  void calls_whatIsPartOfThem() {
    Outcome outcome = run(CallTestCases.class);
    assertThat(outcome.passed())
        .containsExactly(
            "firstUse()",
            "handedOverLess()",
            "recursion()",
            "restOfBody()",
            "restOfBodyInTestCode()",
            "testCode()");
    assertThat(outcome.failed())
        .containsExactly("deepRecursion()", "exception()", "handedOver()", "lambda()");
    assertThat(messageOf(outcome, "exception()"))
        .isEqualTo(
            """
            Expecting Quotes.fails() to make no allocations but it made 1 (40 B):
              1 x java.lang.IllegalStateException     40 B   Quotes.fails(Quotes.java:70)
            Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Quotes; called by org.assertj.core.api.ThrowableAssert.catchThrowable(ThrowableAssert.java:63)
            To accept: @Allocates(atMost = 1)""");
    assertThat(messageOf(outcome, "deepRecursion()"))
        .isEqualTo(
            """
            Expecting Quotes.nested(int) to make at most 3 allocations but it made 4 (64 B):
              4 x java.lang.Object     64 B   Quotes.nested(Quotes.java:63)
            Contract: @Allocates(atMost = 3) of io.trackmemory.acceptance.code.Quotes; called by ContractsTest$CallTestCases.deepRecursion(ContractsTest.java:n)
            To accept: @Allocates(atMost = 4)""");
    assertThat(messageOf(outcome, "handedOver()"))
        .startsWith("Expecting Quotes.handsOver(int) to allocate at most 64 KiB but it allocated ")
        .contains("  1 x byte[] ", " Quotes.handsOver(Quotes.java:102) in ");
  }

  @TrackMemory
  static class CallTestCases {

    @Test
    void recursion() {
      QUOTES.nested(3);
    }

    @Test
    void deepRecursion() {
      QUOTES.nested(4);
    }

    @Test
    void exception() {
      assertThatIllegalStateException().isThrownBy(QUOTES::fails);
    }

    @Test
    void firstUse() {
      QUOTES.linked();
    }

    @Test
    void lambda() {
      Quotes.inLambda();
    }

    @Test
    void testCode() {
      QUOTES.tells(() -> KEPT.add(new Object()));
    }

    @Test
    @LimitAllocations(count = 2) // the lambda, and an array for it
    void restOfBodyInTestCode() {
      assertThat(1).satisfies(QUOTES::one);
    }

    @Test
    @LimitAllocations(count = 2)
    void restOfBody() {
      QUOTES.several(1);
      kept = new Object();
    }

    @Test
    void handedOverLess() {
      QUOTES.handsOver(1_000);
    }

    @Test
    void handedOver() {
      QUOTES.handsOver(100_000);
    }
  }

  @Test
  void constructors() {
    Outcome outcome = run(ConstructorTestCases.class);
    assertThat(outcome.passed()).containsExactly("kept()");
    assertThat(outcome.failed()).containsExactly("broken()", "otherThrows()", "thrown()");
    assertThat(messageOf(outcome, "broken()"))
        .isEqualTo(
            """
            Expecting new Quotes$Quote(int) to make no allocations but it made 1 (24 B):
              1 x int[]     24 B   Quotes$Quote.<init>(Quotes.java:149)
            Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Quotes$Quote; called by ContractsTest$ConstructorTestCases.broken(ContractsTest.java:n)
            To accept: @Allocates(atMost = 1)""");
    assertThat(messageOf(outcome, "thrown()"))
        .contains(
            "  1 x java.lang.IllegalArgumentException ", " Quotes$Quote.checked(Quotes.java:154)");
    assertThat(messageOf(outcome, "otherThrows()"))
        .isEqualTo(
            "Cannot certify @Allocates(atMost = 10) on new Quotes$Quote(int[], int): where a call"
                + " ended cannot be told: another thread is still in it, or it is one of a"
                + " constructor, and one of those that it calls first threw an exception; wait for"
                + " it, or have the exception thrown before or behind that call");
  }

  @TrackMemory
  static class ConstructorTestCases {

    @Test
    void kept() {
      KEPT.add(new Quote(new int[] {1}));
    }

    @Test
    void broken() {
      KEPT.add(new Quote(1));
    }

    @Test
    void otherThrows() {
      assertThatIllegalArgumentException().isThrownBy(() -> new Quote(new int[0], -1));
    }

    @Test
    void thrown() {
      assertThatIllegalArgumentException().isThrownBy(() -> new Quote(-1));
    }
  }

  @Test
  void contracts_areInherited() {
    Outcome outcome = run(InheritanceTestCases.class);
    assertThat(outcome.passed()).containsExactly("kept()", "keptOfOverriding()");
    assertThat(outcome.failed())
        .containsExactly(
            "defaultMethod()",
            "direct()",
            "implementedByLambda()",
            "overriding()",
            "throughBridge()");
    assertThat(messageOf(outcome, "implementedByLambda()"))
        .isEqualTo(
            """
            Expecting Quotes$$Lambda.take(Object) to make no allocations but it made 1 (16 B):
              1 x java.lang.Object     16 B   Quotes.lambda(Quotes.java:216)
            Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Quotes$Shape; called by ContractsTest$InheritanceTestCases.implementedByLambda(ContractsTest.java:n)
            To accept: @Allocates(atMost = 1)""");
    assertThat(messageOf(outcome, "overriding()"))
        .isEqualTo(
            """
            Expecting Quotes$LongText.take(String) to make no allocations but it made 1 (24 B):
              1 x java.lang.Object[]     24 B   Quotes$LongText.take(Quotes.java:201)
            Contract: @AllocatesNothing of io.trackmemory.acceptance.code.Quotes$Shape; called by ContractsTest$InheritanceTestCases.overriding(ContractsTest.java:n)
            To accept: @Allocates(atMost = 1)""");
  }

  @TrackMemory
  static class InheritanceTestCases {

    private static final Shape<String> TEXT = new Text();
    private static final Text DIRECT = new Text();
    private static final Text LONG = new LongText();
    private static final Shape<Integer> NUMBER = new Quotes.Whole();

    @Test
    void throughBridge() {
      TEXT.take("a");
    }

    @Test
    void direct() {
      DIRECT.take("a");
    }

    @Test
    void kept() {
      TEXT.twice("a");
      NUMBER.take(1);
    }

    @Test
    void defaultMethod() {
      NUMBER.twice(1);
    }

    @Test
    void implementedByLambda() {
      Quotes.lambda().take("a");
    }

    @Test
    void overriding() {
      LONG.take("a");
    }

    @Test
    void keptOfOverriding() {
      LONG.take("");
    }
  }

  @Test
  void values_notAllowed() {
    Outcome outcome = run(ValuesTestCases.class);
    assertThat(outcome.failed()).containsExactly("inParsecs()", "negative()", "unlimited()");
    assertThat(messageOf(outcome, "inParsecs()"))
        .isEqualTo(
            "@Allocates(bytes = \"12 parsecs\") on Quotes.inParsecs(): size must be a number and a"
                + " unit (B, KB, KiB, MB, MiB, GB, GiB) such as \"64 KiB\": \"12 parsecs\"");
    assertThat(messageOf(outcome, "negative()"))
        .isEqualTo("@Allocates(atMost = -3) on Quotes.negative(): atMost must not be negative: -3");
    assertThat(messageOf(outcome, "unlimited()"))
        .isEqualTo(
            "@Allocates() on Quotes.unlimited(): it limits nothing; give atMost, a number of objects,"
                + " or bytes, such as \"1 KiB\"");
  }

  @TrackMemory
  static class ValuesTestCases {

    @Test
    void inParsecs() {
      QUOTES.inParsecs();
    }

    @Test
    void unlimited() {
      QUOTES.unlimited();
    }

    @Test
    void negative() {
      QUOTES.negative();
    }
  }

  @Test
  void tests_thatAreNotTracked() {
    assertThat(run(UntrackedTestCases.class).passed()).containsExactly("something()");
    assertThat(
            Engine.reportingTo(reports)
                .with("trackmemory.auto", "true")
                .with("junit.jupiter.extensions.autodetection.enabled", "true")
                .run(UntrackedTestCases.class)
                .failed())
        .containsExactly("something()");
  }

  static class UntrackedTestCases {

    @Test
    void something() {
      KEPT.add(QUOTES.last(4));
    }
  }
}
