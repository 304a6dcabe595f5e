package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.sample.Marks.Mark;
import io.trackmemory.tracker.MemoryScope;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each kind of test that JUnit has sees what it allocates itself, exactly: fixtures make a known
 * number of marks in each of their methods and note what their scope and body saw.
 */
class JUnitShapesTest extends SeenMarks {

  /** A hundred marks before each test, ten after it; fixtures add one for each constructor. */
  @TrackMemory
  abstract static class CountedTestCases {

    @BeforeEach
    void before() {
      Marks.make(100);
    }

    @AfterEach
    void after(MemoryScope memory, TestInfo info) {
      Marks.make(10);
      note(info.getDisplayName(), memory);
    }
  }

  @Test
  void nested_hasItsOwn() {
    assertPasses(
        OuterTestCases.class, Map.of("outer()", 1111L, "inner()", 3112L, "innermost()", 4113L));
    assertThat(pages())
        .containsExactly(
            "OuterTestCases$Inner$Innermost/innermost.html",
            "OuterTestCases$Inner/inner.html",
            "OuterTestCases/outer.html");
  }

  static class OuterTestCases extends CountedTestCases {

    OuterTestCases() {
      Marks.make(1);
    }

    @Test
    void outer() {
      Marks.make(1000);
    }

    @Nested
    class Inner {

      Inner() {
        Marks.make(1);
      }

      @Test
      void inner() {
        Marks.make(3000);
      }

      @Nested
      class Innermost {

        Innermost() {
          Marks.make(1);
        }

        @Test
        void innermost() {
          Marks.make(4000);
        }
      }
    }
  }

  @Test
  void invocations_haveTheirOwn_andAPageEach() {
    assertPasses(
        InvocationTestCases.class,
        new TreeMap<>(
            Map.of(
                "number 1000", 1111L,
                "number 2000", 2111L,
                "repetition 1 of 2", 1111L,
                "repetition 2 of 2", 2111L,
                "template 3000", 3111L,
                "template 4000", 4111L)));
    assertThat(pages())
        .containsExactly(
            "InvocationTestCases/parameterized[1].html",
            "InvocationTestCases/parameterized[2].html",
            "InvocationTestCases/repeated[1].html",
            "InvocationTestCases/repeated[2].html",
            "InvocationTestCases/template[1].html",
            "InvocationTestCases/template[2].html");
  }

  static class InvocationTestCases extends CountedTestCases {

    InvocationTestCases() {
      Marks.make(1);
    }

    @ParameterizedTest(name = "number {0}")
    @ValueSource(ints = {1000, 2000})
    void parameterized(int count) {
      Marks.make(count);
    }

    @RepeatedTest(2)
    void repeated(RepetitionInfo info) {
      Marks.make(1000 * info.getCurrentRepetition());
    }

    @TestTemplate
    @ExtendWith(Templates.class)
    void template(TestInfo info) {
      Marks.make(Integer.parseInt(info.getDisplayName().substring("template ".length())));
    }
  }

  static final class Templates implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return Stream.of("template 3000", "template 4000")
          .map(
              name ->
                  new TestTemplateInvocationContext() {
                    @Override
                    public String getDisplayName(int index) {
                      return name;
                    }
                  });
    }
  }

  @Test
  void perClassLifecycle_constructorIsTheClasss() {
    assertPasses(
        PerClassTestCases.class, Map.of("first()", 1110L, "second()", 2110L, "class", 5006L));
  }

  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClassTestCases extends CountedTestCases {

    PerClassTestCases() {
      Marks.make(1);
    }

    @BeforeAll
    void start(MemoryScope memory) {
      Marks.make(5);
    }

    @Test
    void first() {
      Marks.make(1000);
    }

    @Test
    void second() {
      Marks.make(2000);
    }

    @AfterAll
    void stop(MemoryScope memory) {
      Marks.make(5000);
      note("class", memory);
    }
  }

  @Test
  void scopeOfAConstructor_isTheTests() {
    assertPasses(ConstructorTestCases.class, Map.of("constructed", 1L, "tested", 3L));
  }

  @TrackMemory
  static class ConstructorTestCases {
    private final MemoryScope own;

    ConstructorTestCases(MemoryScope memory) {
      own = memory;
      Marks.make(1);
      note("constructed", memory);
    }

    @Test
    void test(MemoryScope memory) {
      Marks.make(2);
      assertThat(memory).isSameAs(own);
      note("tested", own);
    }
  }

  @Test
  void interfacesWithDefaultTests_andMetaAnnotations() {
    assertPasses(ImplementingTestCases.class, Map.of("ofInterface", 1100L, "own", 200L));
  }

  @Retention(RetentionPolicy.RUNTIME)
  @TrackMemory
  @interface Watched {}

  @Watched
  interface Contract {

    @BeforeEach
    default void beforeOfInterface() {
      Marks.make(100);
    }

    @Test
    default void ofInterface(MemoryScope memory) {
      Marks.make(1000);
      note("ofInterface", memory);
    }
  }

  static class ImplementingTestCases implements Contract {

    @Test
    void own(MemoryScope memory) {
      Marks.make(100);
      note("own", memory);
    }
  }

  @Test
  void bodies_ofInterfacesAndSuperclasses_areExact() {
    Outcome outcome = run(InheritedBodyTestCases.class);
    assertThat(outcome.passed()).containsExactly("seven()", "sevenOfSuperclass()");
    assertThat(outcome.failed()).containsExactly("eight()", "eightOfSuperclass()");
    assertThat(outcome.failureOf("eight()")).hasMessageContaining("but it made 8 (128 B)");
    assertThat(outcome.failureOf("eightOfSuperclass()"))
        .hasMessageContaining("but it made 8 (128 B)");
  }

  @LimitAllocations(count = 7)
  interface Limited {

    @Test
    default void seven() {
      Marks.make(7);
    }

    @Test
    default void eight() {
      Marks.make(8);
    }
  }

  abstract static class Superclass<T> {

    @Test
    void sevenOfSuperclass() {
      Marks.make(7);
    }

    @Test
    void eightOfSuperclass() {
      Marks.make(8);
    }
  }

  static class InheritedBodyTestCases extends Superclass<String> implements Limited {}

  @Test
  void hiddenClasses_areTested() {
    assertPasses(PrivateOuter.TestCases.class, Map.of("tested", 4L));
  }

  private static final class PrivateOuter {

    @TrackMemory
    static class TestCases {

      private TestCases() {
        Marks.make(1);
      }

      @Test
      void test(MemoryScope memory) {
        Marks.make(3);
        note("tested", memory);
      }
    }
  }

  @Test
  void disabledTests_areNeitherJudgedNorReported() {
    Outcome outcome = run(DisabledTestCases.class);
    outcome.assertNothingFailed();
    assertThat(outcome.results().testEvents().skipped().count()).isEqualTo(1);
    assertThat(pages()).containsExactly("DisabledTestCases/enabled.html");
    Outcome perClass = run(DisabledPerClassTestCases.class);
    perClass.assertNothingFailed();
    Outcome disabledClass = run(DisabledClassTestCases.class);
    disabledClass.assertNothingFailed();
    assertThat(disabledClass.results().testEvents().started().count()).isZero();
  }

  @NoLeaks
  static class DisabledTestCases {
    Object field = this;

    DisabledTestCases(TestInfo info) {
      if (info.getDisplayName().equals("disabled()")) {
        Marks.keep();
      }
    }

    @Test
    @Disabled("on purpose")
    void disabled() {}

    @Test
    void enabled() {
      field = new Mark();
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @TestInstance(Lifecycle.PER_CLASS)
  static class DisabledPerClassTestCases {

    @Test
    @NoLeaks
    @Disabled("on purpose")
    void disabled() {}
  }

  @NoLeaks(scope = LeakScope.CLASS)
  @Disabled("on purpose")
  static class DisabledClassTestCases {

    @Test
    void disabled() {}
  }
}
