package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.extension.NoAllocations;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OrdersProperties {

  @Property(tries = 20)
  void makesOneObjectAnOrder(@ForAll @IntRange(max = 50) int orders) {
    assertThatMemory(() -> Orders.make(orders)).hasAllocationCount(orders).hasNoLeaks();
  }

  @Property(tries = 20)
  void makesTwoAtMost(@ForAll @IntRange(min = 3, max = 50) int orders) {
    assertThatMemory(() -> Orders.make(orders)).hasAllocationCountAtMost(2);
  }

  @Property(tries = 2)
  void keepsNothing(@ForAll @IntRange(min = 3, max = 3) int orders) {
    assertThatMemory(() -> Orders.keep(orders)).hasNoLeaks();
  }

  @Property(tries = 2)
  @NoAllocations
  void doesNotReadAnnotations(@ForAll @IntRange(min = 3, max = 3) int orders) {
    Orders.make(orders);
  }
}
