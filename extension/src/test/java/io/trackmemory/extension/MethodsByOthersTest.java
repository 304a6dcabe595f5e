package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.extension.Runners.OnSameInstance;
import io.trackmemory.sample.Constructed;
import io.trackmemory.sample.Marks;
import io.trackmemory.tracker.MemoryScope;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactory;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.ReflectionSupport;

/** What is around a body, or around whole tests, where another extension runs it itself. */
class MethodsByOthersTest {

  @AfterEach
  void clear() {
    Marks.clear();
  }

  @Test
  void methodsOfTheClass_areItsOwn() {
    for (Class<?> fixture : List.of(BeforeAllTestCases.class, AfterAllTestCases.class)) {
      assertThat(Fixtures.run(fixture).verdictOn(fixture)).contains("leaked 1 (16 B)");
      clear();
    }
  }

  @Test
  void instanceThatAnotherExtensionMakes_isTheTests() {
    Outcome outcome = Fixtures.run(FactoryTestCases.class);
    assertThat(outcome.passed()).as(outcome.toString()).containsExactly("counts(MemoryScope)");
    assertThat(outcome.verdictOn("leaks()")).contains("leaked 2 (32 B)");
  }

  @Test
  void instanceWhoseConstructorThrows_leavesTheThreadAsItWas() {
    Outcome outcome = Fixtures.run(ThrowingTestCases.class);
    assertThat(outcome.failed()).containsExactly("first()");
    assertThat(outcome.failureOf("first()")).hasMessage("on purpose").hasNoSuppressedExceptions();
    assertThat(outcome.passed()).containsExactly("second()");
  }

  /* The first constructor throws before it has called another one. */
  @NoLeaks
  @LimitAllocations(count = 7)
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class ThrowingTestCases extends Constructed {

    ThrowingTestCases(TestInfo info) {
      super(given(info.getDisplayName()));
    }

    static Object given(String name) {
      if (name.equals("first()")) {
        throw new IllegalStateException("on purpose");
      }
      return new Marks.Mark();
    }

    @Test
    void first() {}

    @Test
    void second() {
      Marks.make(7);
    }
  }

  @Test
  void bodyInAClassThatIsJudgedAsAWhole_isItsOwn() {
    Outcome outcome = Fixtures.run(WholeClassTestCases.class);
    assertThat(outcome.failed()).containsExactly("eight()");
    assertThat(outcome.verdictOn("eight()")).contains("but it made 8 (128 B)");
    assertThat(outcome.verdictOn(WholeClassTestCases.class)).contains("leaked 1 (16 B)");
    clear();
    Outcome parallel = Fixtures.run(WholeClassTestCases.class, Fixtures.PARALLEL);
    assertThat(parallel.failed()).as(parallel.toString()).containsExactly("eight()");
    assertThat(parallel.verdictOn(WholeClassTestCases.class)).contains("leaked 1 (16 B)");
  }

  @Test
  void pauseOfABodyThatAnotherExtensionRuns_isItsOwn() {
    Fixtures.assertPasses(PausingTestCases.class, 1);
  }

  @ExtendWith(OnSameInstance.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class BeforeAllTestCases {

    @BeforeAll
    static void keep() {
      Marks.keep();
    }

    @Test
    void nothing() {}
  }

  @ExtendWith(OnSameInstance.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class AfterAllTestCases {

    @AfterAll
    static void keep() {
      Marks.keep();
    }

    @Test
    void nothing() {}
  }

  @ExtendWith(OnSameInstance.class)
  @NoLeaks(scope = LeakScope.CLASS)
  static class WholeClassTestCases {

    @Test
    @LimitAllocations(count = 7)
    void eight() {
      Marks.make(8);
    }

    @Test
    @LimitAllocations(count = 7)
    void leaks() {
      Marks.keep();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    @LimitAllocations(count = 5)
    void parameterized(int number) {
      Marks.make(number);
    }
  }

  static final class Factory implements TestInstanceFactory {
    @Override
    public Object createTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
      Marks.make(100);
      return ReflectionSupport.newInstance(factory.getTestClass());
    }
  }

  @ExtendWith(Factory.class)
  @TrackMemory
  static class FactoryTestCases extends Constructed {
    final Object[] others = {new Object(), new Object()};

    FactoryTestCases() {
      super(Marks.kept());
      Marks.make(2);
      Marks.keep();
    }

    @Test
    void counts(MemoryScope memory) {
      Marks.make(10);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(15);
    }

    @Test
    @NoLeaks
    void leaks() {}
  }

  @ExtendWith(OnSameInstance.class)
  @TrackMemory
  static class PausingTestCases {

    @Test
    @LimitAllocations(count = 7)
    void seven(MemoryScope memory) {
      Marks.make(3);
      try (MemoryScope.Pause pause = memory.pause()) {
        Marks.make(100);
      }
      memory.pause();
      Marks.make(100);
      memory.resume();
      Marks.make(4);
      memory.pause();
    }

    @AfterEach
    void check(MemoryScope memory) {
      Marks.make(10);
      assertThat(Marks.in(memory.snapshot())).isEqualTo(17);
    }
  }
}
