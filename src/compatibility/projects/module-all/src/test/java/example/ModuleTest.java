package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.MemoryTracker;
import org.junit.jupiter.api.Test;

class ModuleTest {

  @Test
  void isAModule() {
    assertThat(Orders.class.getModule().getName()).isEqualTo("example.orders");
    assertThat(ModuleTest.class.getModule()).isSameAs(Orders.class.getModule());
    assertThat(MemoryTracker.class.getModule().getName()).isEqualTo("io.trackmemory.tracker");
  }
}
