package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.extension.LimitAllocations;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of test; one of each fails. */
@LimitAllocations(count = 3)
class KindsTest {

  @ParameterizedTest(name = "{0} orders")
  @ValueSource(ints = {3, 4})
  void parameterized(int count) {
    Orders.make(count);
  }

  @RepeatedTest(value = 2, name = "repetition {currentRepetition}")
  void repeated() {
    assertThatMemory(() -> Orders.make(3)).hasAllocationCount(3);
  }

  @TestFactory
  Stream<DynamicTest> dynamic() {
    return IntStream.of(3, 4)
        .mapToObj(count -> DynamicTest.dynamicTest(count + " made", () -> Orders.make(count)));
  }

  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class Inner {

    @Test
    void nested() {
      Orders.make(4);
    }
  }
}
