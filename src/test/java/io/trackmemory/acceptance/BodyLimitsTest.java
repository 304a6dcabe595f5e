package io.trackmemory.acceptance;

import static io.trackmemory.acceptance.Messages.toldOfCodeOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on allocations concern the body of the test method, exactly. */
@Tag("all-compilers")
class BodyLimitsTest {

  private static final OrderBook BOOK = new OrderBook();

  @TempDir static Path reports;

  @BeforeAll
  static void loadCode() {
    BOOK.day(1);
  }

  private static Outcome run(Class<?> fixture) {
    return Engine.reportingTo(reports).run(fixture);
  }

  @Test
  void noAllocations() {
    Outcome outcome = run(NoAllocationsTestCases.class);
    assertThat(outcome.passed()).containsExactly("setUpAllocates()", "sums()");
    assertThat(outcome.failed()).containsExactly("orders()");
    assertThat(outcome.messageOf("orders()"))
        .isEqualTo(
            """
            Expecting the scope to make no allocations but it made 1 (24 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18)
            To accept: @LimitAllocations(count = 1)""");
  }

  @NoAllocations
  static class NoAllocationsTestCases {

    private List<Object> fixture = new ArrayList<>();

    @BeforeEach
    void setUp(TestInfo info) {
      fixture = new ArrayList<>(List.of(info.getDisplayName(), new Object()));
    }

    @AfterEach
    void tearDown() {
      fixture = new ArrayList<>();
    }

    @Test
    void sums() {
      BOOK.sum(1, 2);
    }

    @Test
    void setUpAllocates() {
      fixture.clear();
    }

    @Test
    void orders() {
      BOOK.order(1);
    }
  }

  @Test
  void limitAllocations() {
    Outcome outcome = run(LimitTestCases.class);
    assertThat(outcome.passed())
        .containsExactly("exactlyBoth()", "exactlyBytes()", "exactlyCount()");
    assertThat(outcome.failed())
        .containsExactly("oneByteTooMuch()", "oneTooMany()", "tooMuchOfBoth()");
    assertThat(outcome.messageOf("oneTooMany()"))
        .isEqualTo(
            """
            Expecting the scope to make at most 12 allocations but it made 13 (416 B):
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
               1 x long[]                                             96 B   OrderBook.prices(OrderBook.java:23)
               1 x java.lang.Object[]                                 56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
               1 x java.util.ArrayList                                24 B   OrderBook.day(OrderBook.java:37)
            To accept: @LimitAllocations(count = 13)""");
    assertThat(outcome.messageOf("oneByteTooMuch()"))
        .isEqualTo(
            """
            Expecting the scope to allocate at most 415 B but it allocated 416 B in 13 objects:
              10 x io.trackmemory.acceptance.code.OrderBook$Order    240 B   OrderBook.order(OrderBook.java:18)
               1 x long[]                                             96 B   OrderBook.prices(OrderBook.java:23)
               1 x java.lang.Object[]                                 56 B   java.util.ArrayList.<init>(ArrayList.java:n) <- OrderBook.day(OrderBook.java:37)
               1 x java.util.ArrayList                                24 B   OrderBook.day(OrderBook.java:37)
            To accept: @LimitAllocations(bytes = "416 B")""");
    assertThat(outcome.failureOf("tooMuchOfBoth()"))
        .hasMessageContaining("to make at most 12 allocations but it made 13 (416 B)");
    assertThat(outcome.failureOf("tooMuchOfBoth()").getSuppressed())
        .singleElement()
        .asString()
        .contains("to allocate at most 415 B but it allocated 416 B in 13 objects");
  }

  static class LimitTestCases {

    @Test
    @LimitAllocations(count = 13)
    void exactlyCount() {
      BOOK.day(10);
    }

    @Test
    @LimitAllocations(bytes = "416 B")
    void exactlyBytes() {
      BOOK.day(10);
    }

    @Test
    @LimitAllocations(count = 13, bytes = "416 B")
    void exactlyBoth() {
      BOOK.day(10);
    }

    @Test
    @LimitAllocations(count = 12)
    void oneTooMany() {
      BOOK.day(10);
    }

    @Test
    @LimitAllocations(bytes = "415 B")
    void oneByteTooMuch() {
      BOOK.day(10);
    }

    @Test
    @LimitAllocations(count = 12, bytes = "415 B")
    void tooMuchOfBoth() {
      BOOK.day(10);
    }
  }

  @Test
  void assertionsOfTheTestClass_areTestCode() {
    Outcome outcome = run(AssertingTestCases.class);
    assertThat(outcome.passed()).containsExactly("assertJ()", "jupiter()");
    assertThat(outcome.failed()).containsExactly("lambdaIsTheBodysAgain()");
    assertThat(toldOfCodeOnly(outcome.messageOf("lambdaIsTheBodysAgain()")))
        .isEqualTo(
            """
            Expecting the scope to make no allocations but it made 1 (24 B):
              1 x io.trackmemory.acceptance.code.OrderBook$Order     24 B   OrderBook.order(OrderBook.java:18)
            To accept: @LimitAllocations(count = 1)""");
  }

  @NoAllocations
  static class AssertingTestCases {

    @Test
    void assertJ() {
      assertThat(BOOK.sum(1, 2)).isEqualTo(3).isGreaterThan(0);
    }

    @Test
    void jupiter() {
      assertEquals(3, BOOK.sum(1, 2), "sum");
    }

    @Test
    void lambdaIsTheBodysAgain() {
      org.junit.jupiter.api.Assertions.assertDoesNotThrow(() -> BOOK.order(1));
    }
  }

  @Tag("slow")
  @Tag("jdk")
  @Test
  void eachInvocation_onItsOwn() {
    Outcome outcome = run(InvocationTestCases.class);
    assertThat(outcome.passed())
        .containsExactly("0 orders", "1 orders", "one", "repetition 1 of 3", "repetition 2 of 3");
    assertThat(outcome.failed()).containsExactly("2 orders", "repetition 3 of 3", "two");
    assertThat(outcome.failureOf("2 orders")).hasMessageContaining("it made 2 (48 B)");
    assertThat(outcome.failureOf("repetition 3 of 3")).hasMessageContaining("it made 2 (48 B)");
    assertThat(outcome.failureOf("two")).hasMessageContaining("it made 2 (48 B)");
  }

  @LimitAllocations(count = 1)
  static class InvocationTestCases {

    @ParameterizedTest(name = "{0} orders")
    @ValueSource(ints = {0, 1, 2})
    void parameterized(int count) {
      order(count);
    }

    @RepeatedTest(3)
    void repeated(RepetitionInfo info) {
      order(info.getCurrentRepetition() == 3 ? 2 : 1);
    }

    @TestFactory
    List<DynamicTest> dynamic() {
      return List.of(
          DynamicTest.dynamicTest("one", () -> order(1)),
          DynamicTest.dynamicTest("two", () -> order(2)));
    }

    private static void order(int count) {
      for (int i = 0; i < count; i++) {
        BOOK.order(i);
      }
    }
  }

  @Test
  void oneInstanceForAllTests() {
    Outcome outcome = run(PerClassTestCases.class);
    assertThat(outcome.passed()).containsExactly("first()", "second()");
    assertThat(outcome.failed()).containsExactly("third()");
  }

  @TestInstance(Lifecycle.PER_CLASS)
  @NoAllocations
  static class PerClassTestCases {

    private final List<Object> kept = new ArrayList<>(16);

    @BeforeEach
    void keep() {
      kept.add(new Object());
    }

    @Test
    void first() {
      BOOK.sum(1, 2);
    }

    @Test
    void second() {
      kept.clear();
    }

    @Test
    void third() {
      kept.add(new Object());
    }
  }

  @Test
  void badValues_failWithNameAndForm() {
    Outcome outcome = run(BadValueTestCases.class);
    assertThat(outcome.failureOf("count()"))
        .hasMessage("count of @LimitAllocations must not be negative: -1");
    assertThat(outcome.failureOf("bytes()"))
        .hasMessage(
            "bytes of @LimitAllocations: size must be a number and a unit (B, KB, KiB, MB, MiB, GB, GiB) such as \"64 KiB\": \"64 Kb!\"");
    assertThat(outcome.failureOf("neither()"))
        .hasMessage("@LimitAllocations must have a count, bytes or both");
  }

  static class BadValueTestCases {

    @Test
    @LimitAllocations(count = -1)
    void count() {}

    @Test
    @LimitAllocations(bytes = "64 Kb!")
    void bytes() {}

    @Test
    @LimitAllocations
    void neither() {}
  }
}
