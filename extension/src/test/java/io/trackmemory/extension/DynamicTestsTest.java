package io.trackmemory.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.Fixtures.Outcome;
import io.trackmemory.sample.Marks;
import io.trackmemory.sample.Marks.Mark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dynamic tests see what they allocate themselves, exactly, and have a page each. */
class DynamicTestsTest extends SeenMarks {

  @Test
  void dynamicTests_haveTheirOwn_inContainersAndStreamsToo() {
    Outcome outcome = run(FactoryTestCases.class);
    assertThat(outcome.passed())
        .containsExactly(
            "array 7", "collection 7", "container 7", "innermost 7", "iterator 7", "stream 7");
    assertThat(outcome.failed())
        .containsExactly(
            "array 8", "collection 8", "container 8", "innermost 8", "iterator 8", "stream 8");
    for (String name : outcome.failed()) {
      assertThat(outcome.failureOf(name)).hasMessageContaining("but it made 8 (128 B)");
    }
    assertThat(outcome.containersFailed()).as(outcome.toString()).isEmpty();
    assertThat(pages())
        .contains("FactoryTestCases/containers[1][2].html", "FactoryTestCases/stream[2].html")
        .contains("FactoryTestCases/containers[1][3][1].html");
  }

  @LimitAllocations(count = 7)
  static class FactoryTestCases {

    @TestFactory
    Stream<DynamicTest> stream() {
      Marks.make(50);
      return Stream.of(test("stream", 7), test("stream", 8));
    }

    @TestFactory
    Collection<DynamicTest> collection() {
      return List.of(test("collection", 7), test("collection", 8));
    }

    @TestFactory
    Iterable<DynamicTest> iterator() {
      return List.of(test("iterator", 7), test("iterator", 8));
    }

    @TestFactory
    DynamicTest[] array() {
      return new DynamicTest[] {test("array", 7), test("array", 8)};
    }

    @TestFactory
    DynamicNode containers() {
      return DynamicContainer.dynamicContainer(
          "containers",
          Stream.of(
              test("container", 7),
              test("container", 8),
              DynamicContainer.dynamicContainer(
                  "inner", List.of(test("innermost", 7), test("innermost", 8)))));
    }

    private static DynamicTest test(String name, int count) {
      return DynamicTest.dynamicTest(name + " " + count, () -> Marks.make(count));
    }
  }

  @Test
  void dynamicTests_whatTheFactoryMadeForJUnit_isNoLeak() {
    Outcome outcome = run(LeaklessFactoryTestCases.class);
    assertThat(outcome.passed()).hasSize(5);
    outcome.assertNothingFailed();
    Outcome whole = run(LeaklessClassFactoryTestCases.class);
    whole.assertNothingFailed();
  }

  @NoLeaks
  static class LeaklessFactoryTestCases {

    @TestFactory
    List<DynamicNode> named() {
      List<DynamicNode> nodes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Mark captured = new Mark();
        nodes.add(DynamicTest.dynamicTest("test " + i, () -> assertThat(captured).isNotNull()));
      }
      nodes.add(
          DynamicContainer.dynamicContainer(
              "container " + nodes.size(),
              List.of(
                  DynamicTest.dynamicTest("in container " + nodes.size(), () -> Marks.make(1)))));
      nodes.add(DynamicContainer.dynamicContainer("empty " + nodes.size(), List.of()));
      return nodes;
    }

    @TestFactory
    Stream<DynamicTest> lazy() {
      return IntStream.range(0, 1)
          .mapToObj(i -> DynamicTest.dynamicTest("lazy " + i, () -> Marks.make(1)));
    }
  }

  @NoLeaks(scope = LeakScope.CLASS)
  static class LeaklessClassFactoryTestCases {

    @TestFactory
    List<DynamicNode> named() {
      return new LeaklessFactoryTestCases().named();
    }

    @ParameterizedTest(name = "of {0}")
    @ValueSource(strings = {"a", "b"})
    void parameterized(String name) {
      Marks.make(name.length());
    }
  }
}
