package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static io.trackmemory.dsl.MemoryAssertions.bytes;

import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import io.trackmemory.tracker.MemoryScope;
import org.junit.jupiter.api.Test;

/** What must be seen wherever a test runs; the last three tests fail, or nothing was tracked. */
@TrackMemory
abstract class OrdersTests {

  private static final int ORDER_BYTES = Integer.getInteger("order.bytes", 24);

  @Test
  void countsExactly() {
    assertThatMemory(() -> Orders.make(3))
        .hasAllocationCount(3)
        .hasAllocatedBytes(bytes(3L * ORDER_BYTES))
        .hasNoLeaks();
  }

  @Test
  void countsTypes() {
    assertThatMemory(() -> Orders.make(3)).allocations().ofType(Orders.Order.class).hasCount(3);
  }

  @Test
  void countsThreadsThatItStarts() {
    assertThatMemory(
            () -> {
              Thread thread = new Thread(() -> Orders.make(3), "maker");
              thread.start();
              thread.join();
            })
        .allocations()
        .onThread("maker")
        .ofType(Orders.Order.class)
        .hasCount(3);
  }

  @Test
  void knowsItsScope(MemoryScope memory) {
    Orders.make(3);
    memory.checkpoint("made");
    assertThatMemory(memory).until("made").allocations().ofType(Orders.Order.class).hasCount(3);
  }

  @Test
  @NoAllocations
  void makesNothing() {
    Orders.sum(3);
  }

  @Test
  @LimitAllocations(count = 3)
  void staysWithinItsLimit() {
    Orders.make(3);
  }

  @Test
  @NoLeaks
  void keepsNothing() {
    Orders.make(3);
  }

  @Test
  void countsWrongly() {
    assertThatMemory(() -> Orders.make(3)).hasAllocationCount(2);
  }

  @Test
  @LimitAllocations(count = 2)
  void breaksItsLimit() {
    Orders.make(3);
  }

  @Test
  @NoLeaks
  void keepsThree() {
    Orders.keep(3);
  }
}
