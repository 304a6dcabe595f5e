package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Probes are in the code, and in no count. */
class CoverageTest {

  @Test
  void countsWithProbes() {
    assertThat(Orders.class.getDeclaredMethods())
        .anyMatch(method -> method.getName().equals("$jacocoInit"));
    assertThatMemory(() -> Orders.make(3)).hasAllocationCount(3);
    assertThatMemory(Fresh::make).hasAllocationCount(1).hasNoLeaks();
  }

  /** Its probes are made while it is measured. */
  static final class Fresh {
    static Object last = "";

    private Fresh() {}

    static void make() {
      last = new Orders.Order(1, 1);
      last = "";
    }
  }
}
