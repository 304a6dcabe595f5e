package io.trackmemory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.acceptance.Engine.Outcome;
import io.trackmemory.acceptance.code.OrderBook;
import io.trackmemory.acceptance.code.Registry;
import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.WithoutMemoryLimits;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where annotations may stand, and which one wins. */
class AnnotationsTest {

  private static final OrderBook BOOK = new OrderBook();

  @TempDir static Path reports;

  @BeforeAll
  static void loadCode() {
    BOOK.day(1);
  }

  @AfterEach
  void clear() {
    Registry.clear();
  }

  private static Outcome run(Class<?> fixture) {
    return Engine.reportingTo(reports).run(fixture);
  }

  @Retention(RetentionPolicy.RUNTIME)
  @NoAllocations
  @interface Frugal {}

  @Retention(RetentionPolicy.RUNTIME)
  @NoLeaks
  @LimitAllocations(count = 2)
  @interface Careful {}

  @Test
  void onMethods() {
    Outcome outcome = run(OnMethodsTestCases.class);
    assertThat(outcome.passed()).containsExactly("allocates()", "leaks()");
    assertThat(outcome.failed())
        .containsExactly(
            "limited()", "metaCareful()", "metaFrugal()", "noAllocations()", "noLeaks()");
    assertThat(outcome.failureOf("limited()")).hasMessageContaining("at most 1 allocation");
    assertThat(outcome.failureOf("metaFrugal()")).hasMessageContaining("to make no allocations");
    assertThat(outcome.failureOf("noAllocations()")).hasMessageContaining("to make no allocations");
    assertThat(outcome.failureOf("noLeaks()"))
        .hasMessageContaining("to leak no objects but it leaked 2");
    assertThat(outcome.failureOf("metaCareful()"))
        .hasMessageContaining("to leak no objects but it leaked 2");
  }

  static class OnMethodsTestCases {

    @Test
    void allocates() {
      BOOK.order(1);
    }

    @Test
    void leaks() {
      Registry.open(1);
    }

    @Test
    @NoAllocations
    void noAllocations() {
      BOOK.order(1);
    }

    @Test
    @LimitAllocations(count = 1)
    void limited() {
      BOOK.order(1);
      BOOK.order(2);
    }

    @Test
    @NoLeaks
    void noLeaks() {
      Registry.open(1);
    }

    @Test
    @Frugal
    void metaFrugal() {
      BOOK.order(1);
    }

    @Test
    @Careful
    void metaCareful() {
      Registry.open(1);
    }
  }

  @Test
  void onClass_inheritedByNestedAndSubclass_nearestWins() {
    Outcome outcome = run(OnClassTestCases.class);
    assertThat(outcome.passed()).containsExactly("allowsTwo()", "lifted()", "liftedInNested()");
    assertThat(outcome.failed())
        .containsExactly("inherited()", "inheritedByNested()", "nestedTooMany()");
    assertThat(outcome.failureOf("inherited()"))
        .hasMessageContaining("at most 1 allocation but it made 2");
    assertThat(outcome.failureOf("inheritedByNested()"))
        .hasMessageContaining("at most 1 allocation but it made 2");
    assertThat(outcome.failureOf("nestedTooMany()"))
        .hasMessageContaining("at most 2 allocations but it made 3");
  }

  @LimitAllocations(count = 1)
  static class OnClassTestCases {

    @Test
    void inherited() {
      order(2);
    }

    @Test
    @LimitAllocations(count = 2)
    void allowsTwo() {
      order(2);
    }

    @Test
    @WithoutMemoryLimits
    void lifted() {
      order(3);
    }

    @Nested
    class Inner {

      @Test
      void inheritedByNested() {
        order(2);
      }
    }

    @Nested
    @LimitAllocations(count = 2)
    class Wider {

      @Test
      void nestedTooMany() {
        order(3);
      }
    }

    @Nested
    @WithoutMemoryLimits
    class Free {

      @Test
      void liftedInNested() {
        order(3);
      }
    }
  }

  @Test
  void inheritedFromSuperclassAndInterface() {
    Outcome subclass = run(SubclassTestCases.class);
    assertThat(subclass.failed()).containsExactly("ofSuperclass()", "own()");
    Outcome meta = run(MetaOnInterfaceTestCases.class);
    assertThat(meta.failed()).containsExactly("orders()");
    assertThat(meta.failureOf("orders()")).hasMessageContaining("to make no allocations");
  }

  @Frugal
  abstract static class BaseTestCases {

    @Test
    void ofSuperclass() {
      order(1);
    }
  }

  static class SubclassTestCases extends BaseTestCases {

    @Test
    void own() {
      order(1);
    }
  }

  @Frugal
  interface FrugalTests {}

  static class MetaOnInterfaceTestCases implements FrugalTests {

    @Test
    void orders() {
      order(1);
    }
  }

  @Test
  void differentLimits_allApply() {
    Outcome outcome = run(AllApplyTestCases.class);
    assertThat(outcome.failureOf("both()"))
        .hasMessageContaining("to make no allocations")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("to leak no objects but it leaked 2"));
  }

  @NoLeaks
  static class AllApplyTestCases {

    @Test
    @NoAllocations
    void both() {
      Registry.open(1);
    }
  }

  private static void order(int count) {
    for (int i = 0; i < count; i++) {
      BOOK.order(i);
    }
  }
}
