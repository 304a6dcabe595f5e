package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.dsl.MemoryAssertions;
import io.trackmemory.dsl.SoftMemoryAssertions;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the agent attaches, and where the stack traces of failures point. */
class AttachmentTest {

  private static final OrderBook BOOK = new OrderBook();

  @TempDir static Path reports;

  @Test
  void underJUnit_theAgentComesBeforeAnyTest_whereOneNeedsIt() throws Exception {
    List<String> lines = Forked.run(List.of(), AttachmentMain.class);
    assertThat(lines)
        .startsWith("passes() SUCCESSFUL", "attached: false", "fails() FAILED")
        .endsWith("attached: true");
    assertThat(lines).noneMatch(line -> line.contains("has no lines"));

    for (String made :
        List.of("pool: 1", "pool again: 2", "own pool: 3", "pool after a failure: 1")) {
      int colon = made.indexOf(':');
      assertThat(lines)
          .contains(
              made.substring(0, colon)
                  + ": Expecting the action to make no allocations from method OrderBook.fill but it made "
                  + made.substring(colon + 2)
                  + " ("
                  + 16 * (made.charAt(colon + 2) - '0')
                  + " B):");
    }
    assertThat(lines)
        .contains("still running: []")
        .anyMatch(
            line ->
                line.matches(
                    "own loop: Cannot certify .*(thread \"early\" may have run it:|not begun).*"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "at .*AttachmentMain\\$OursTestCases.fails\\(AttachmentMain.java:\\d+\\)"));
  }

  @Tag("slow")
  @Test
  void taskThatNobodyRuns_passes_besideOneThatRunsSinceBefore() throws Exception {
    List<String> nothingKept = List.of("-Dtrackmemory.cache.dir=none");
    assertThat(Forked.run(nothingKept, AttachmentMain.class, "busy"))
        .contains("dropped: passed, beside a task that is done: false");
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  @Test
  void failuresOfAnnotations_pointToTheTest() {
    Outcome outcome = Engine.reportingTo(reports).run(AnnotatedTestCases.class);
    assertThat(outcome.failed())
        .containsExactly(
            "[1] seven", "allocates()", "both()", "inherited()", "leaks()", "nested()");
    assertPointsTo(outcome.failureOf("allocates()"), AnnotatedTestCases.class, "allocates");
    assertPointsTo(outcome.failureOf("leaks()"), AnnotatedTestCases.class, "leaks");
    assertPointsTo(outcome.failureOf("[1] seven"), AnnotatedTestCases.class, "invocations");
    assertPointsTo(outcome.failureOf("inherited()"), ParentTestCases.class, "inherited");
    assertPointsTo(outcome.failureOf("nested()"), AnnotatedTestCases.Inner.class, "nested");
    Throwable both = outcome.failureOf("both()");
    assertPointsTo(both, AnnotatedTestCases.class, "both");
    assertThat(both.getSuppressed()).isNotEmpty();
    for (Throwable each : both.getSuppressed()) {
      assertPointsTo(each, AnnotatedTestCases.class, "both");
    }
  }

  private static void assertPointsTo(Throwable failure, Class<?> testClass, String method) {
    StackTraceElement[] trace = failure.getStackTrace();
    assertThat(trace[0].getClassName()).isEqualTo(testClass.getName());
    assertThat(trace[0].getMethodName()).isEqualTo(method);
    assertThat(trace[0].getFileName()).isEqualTo("AttachmentTest.java");
    assertThat(trace[0].getLineNumber()).isPositive();
    assertThat(trace[1]).isNotEqualTo(trace[0]);
    assertNoneOfOurs(trace);
  }

  private static void assertNoneOfOurs(StackTraceElement[] trace) {
    assertThat(Arrays.stream(trace).map(StackTraceElement::getClassName))
        .noneMatch(name -> name.matches("io\\.trackmemory\\.(tracker|dsl|report|extension)\\..*"));
  }

  static class ParentTestCases {

    @Test
    @NoAllocations
    void inherited() {
      BOOK.fill(1);
    }
  }

  static class AnnotatedTestCases extends ParentTestCases {

    @Test
    @NoAllocations
    void allocates() {
      BOOK.fill(1);
    }

    @Test
    @NoLeaks
    void leaks() {
      Registry.open(1);
    }

    @Test
    @NoLeaks
    @LimitAllocations(count = 1, bytes = "8 B")
    void both() {
      Registry.open(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = "seven")
    @NoAllocations
    void invocations(String text) {
      BOOK.fill(text.length());
    }

    @Nested
    class Inner {
      @Test
      @NoAllocations
      void nested() {
        BOOK.fill(1);
      }
    }
  }

  @Test
  void failuresOfAssertions_beginAtTheUsersLine() {
    Throwable failure =
        Messages.failureOf(
            () -> MemoryAssertions.assertThatMemory(() -> BOOK.fill(1)).hasNoAllocations());
    assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(AttachmentTest.class.getName());
    assertNoneOfOurs(failure.getStackTrace());
    SoftMemoryAssertions softly = new SoftMemoryAssertions();
    softly
        .assertThatMemory(() -> BOOK.fill(1))
        .hasNoAllocations()
        .hasAllocatedBytes(MemoryAssertions.bytes(0));
    AssertionError all =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            AssertionError.class, softly::assertAll);
    assertNoneOfOurs(all.getStackTrace());
    Outcome outcome = Engine.reportingTo(reports).run(CheckingTestCases.class);
    assertThat(outcome.failureOf("checks()").getStackTrace()[0].getClassName())
        .isEqualTo(CheckingTestCases.class.getName());
    assertThat(outcome.failureOf("throwsItself()").getStackTrace()[0].getMethodName())
        .isEqualTo("throwsItself");
  }

  @TrackMemory
  static class CheckingTestCases {

    @Test
    void checks() {
      MemoryAssertions.assertThatMemory(() -> BOOK.fill(1)).hasNoAllocations();
    }

    @Test
    @NoAllocations
    void throwsItself() {
      throw new IllegalStateException("the user's own");
    }
  }
}
