package example

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory

import io.trackmemory.extension.NoAllocations
import spock.lang.Specification

class OrdersSpec extends Specification {

  def "counts what the code under test makes"() {
    expect:
    assertThatMemory { Orders.make(3) }.allocations().ofType(Orders.Order).hasCount(3)
  }

  def "keeps nothing"() {
    expect:
    assertThatMemory { Orders.make(3) }.hasNoLeaks()
  }

  def "fails where one order too many is made"() {
    expect:
    assertThatMemory { Orders.make(3) }.allocations().ofType(Orders.Order).hasCountAtMost(2)
  }

  def "leaves three orders behind"() {
    expect:
    assertThatMemory { Orders.keep(3) }.hasNoLeaksOf(Orders.Order)
  }

  @NoAllocations
  def "does not read annotations"() {
    expect:
    Orders.make(3) == 3
  }
}
