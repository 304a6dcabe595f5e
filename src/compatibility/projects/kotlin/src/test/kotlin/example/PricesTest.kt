package example

import io.trackmemory.dsl.MemoryAssertions.assertThatMemory
import io.trackmemory.extension.LimitAllocations
import io.trackmemory.extension.NoLeaks
import io.trackmemory.extension.TrackMemory
import org.junit.jupiter.api.Test

@TrackMemory
class PricesTest {

  @Test
  fun countsExactly() {
    assertThatMemory { Prices.make(3) }.hasAllocationCount(3).hasNoLeaks()
  }

  @Test
  fun countsInInlinedLambdas() {
    assertThatMemory { Prices.mapped(longArrayOf(1, 2, 3)) }
      .allocations()
      .ofType(Price::class.java)
      .fromMethod("Prices.mapped")
      .hasCount(2)
  }

  @Test
  fun countsInLambdas() {
    assertThatMemory { Prices.each(3) { Price(it.toLong()) } }
      .allocations()
      .ofType(Price::class.java)
      .hasCount(3)
  }

  @Test
  @LimitAllocations(count = 3)
  fun staysWithinItsLimit() {
    Prices.make(3)
  }

  @Test
  @NoLeaks
  fun keepsNothing() {
    Prices.mapped(longArrayOf(1, 2, 3))
  }

  @Test
  @LimitAllocations(count = 2)
  fun breaksItsLimit() {
    Prices.make(3)
  }
}
