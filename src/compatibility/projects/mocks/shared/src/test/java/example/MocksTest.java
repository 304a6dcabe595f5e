package example;

import static io.trackmemory.dsl.MemoryAssertions.assertThatMemory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import io.trackmemory.extension.LimitAllocations;
import io.trackmemory.extension.NoLeaks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mocks of a final class, which only rewriting it makes possible. */
class MocksTest {

  private final Shop.Prices prices = mock(Shop.Prices.class);
  private final Shop shop = new Shop(prices);

  @BeforeEach
  void prepare() {
    assertThat(mockingDetails(prices).isMock()).isTrue();
    assertThat(prices.getClass()).isSameAs(Shop.Prices.class);
    when(prices.of(1)).thenReturn(7);
  }

  @Test
  void countsCodeThatCallsMocks() {
    assertThatMemory(() -> assertThat(shop.sell(3)).isEqualTo(7))
        .allocations()
        .ofType(Orders.Order.class)
        .hasCount(3);
  }

  /* What Mockito adds to a class that it mocks is in real instances too, and counts. */
  @Test
  void countsRealCodeOfAMockedClass() {
    Shop real = new Shop(new Shop.Prices());
    assertThatMemory(() -> real.sell(3)).allocations().fromPackage("example").hasCount(3);
  }

  @Test
  @LimitAllocations(count = 3)
  void leavesMockingOut() {
    Shop.Prices others = mock(Shop.Prices.class);
    assertThat(mockingDetails(others).isMock()).isTrue();
    Orders.make(3);
  }

  @Test
  @NoLeaks
  void keepsNothing() {
    shop.sell(3);
  }

  @Test
  void countsWrongly() {
    assertThatMemory(() -> shop.sell(3)).allocations().fromPackage("example").hasCount(2);
  }
}
