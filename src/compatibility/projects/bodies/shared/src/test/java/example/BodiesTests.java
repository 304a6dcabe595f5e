package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;

import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.LimitPeak;
import io.trackmemory.extension.NoAllocations;
import io.trackmemory.extension.NoDirectMemoryLeaks;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.tracker.MemoryScope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit of each kind, kept and broken, by a body that another extension runs in its own way. */
abstract class BodiesTests {

  private static final List<ByteBuffer> BUFFERS = new ArrayList<>(64);

  private Object held = "";

  /** A bean that was injected. */
  abstract OrderService service();

  @Test
  void countsInBeans() {
    assertThatMemory(() -> service().make(3)).hasAllocationCount(3);
  }

  @Test
  void knowsItsScope(MemoryScope memory) {
    service().make(3);
    memory.checkpoint("made");
    assertThatMemory(memory).until("made").allocations().ofType(Orders.Order.class).hasCount(3);
  }

  @Test
  void countsWronglyInItsScope(MemoryScope memory) {
    service().make(3);
    assertThatMemory(memory).allocations().ofType(Orders.Order.class).hasCount(2);
  }

  @Test
  @NoAllocations
  void makesNothing() {
    Orders.sum(3);
  }

  @Test
  @NoAllocations
  void makesSome() {
    service().make(3);
  }

  @Test
  @LimitAllocations(count = 3)
  void staysWithinItsLimit() {
    service().make(3);
  }

  @Test
  @LimitAllocations(count = 2)
  void breaksItsLimit() {
    service().make(3);
  }

  @Test
  @LimitPeak("8 KiB")
  void staysBelow() {
    for (int i = 0; i < 10; i++) {
      held = new byte[4_000];
    }
    held = "";
  }

  @Test
  @LimitPeak("2 KiB")
  void risesAbove() {
    held = new byte[4_000];
    held = "";
  }

  @Test
  @NoLeaks
  void keepsNothing() {
    held = Orders.make(3);
  }

  @Test
  @NoLeaks
  void keepsThree() {
    Orders.keep(3);
  }

  @Test
  @NoDirectMemoryLeaks
  void keepsABuffer() {
    BUFFERS.add(ByteBuffer.allocateDirect(1_000));
  }
}
