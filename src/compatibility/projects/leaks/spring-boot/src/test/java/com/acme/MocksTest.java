package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.trackmemory.extension.NoLeaks;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.InjectMocks;
import org.mockito.Mock;
import org.mockito.MockedStatic;
import org.mockito.junit.jupiter.MockitoExtension;
import org.springframework.context.ApplicationEventPublisher;

/** Mockito alone. */
@ExtendWith(MockitoExtension.class)
@NoLeaks
class MocksTest {

  private static final AtomicReference<Items> KEPT = new AtomicReference<>();

  @Mock private Items items;
  @Mock private ApplicationEventPublisher events;
  @Captor private ArgumentCaptor<ItemAdded> told;
  @InjectMocks private Catalog catalog;

  @Test
  void cleanAnswers() {
    when(items.findById(any())).thenAnswer(call -> Optional.of(new Item("lamp", BigDecimal.ONE)));
    assertThat(catalog.find(7)).isPresent();
  }

  @Test
  void cleanCallsAMockLast() {
    catalog.remove(new Item("lamp", BigDecimal.ONE));
  }

  @Test
  void cleanCaptures() {
    Item item = new Item("lamp", BigDecimal.ONE);
    when(items.save(any())).thenReturn(item);
    assertThat(catalog.add("lamp", BigDecimal.ONE)).isSameAs(item);
    verify(events).publishEvent(told.capture());
    assertThat(told.getValue().name()).isEqualTo("lamp");
  }

  @Test
  void cleanMocksAStatic() {
    try (MockedStatic<Orders> orders = mockStatic(Orders.class)) {
      Orders.place("lamp", 1_000);
      orders.verify(() -> Orders.place("lamp", 1_000));
    }
  }

  @Test
  void cleanMocksByHand() {
    Items own = mock(Items.class);
    when(own.findByNameContaining("lamp"))
        .thenReturn(List.of(new Item("red lamp", BigDecimal.ONE)));
    assertThat(new Catalog(own, events).named("lamp")).hasSize(1);
  }

  @HeldBy("com.acme.MocksTest.KEPT")
  @Test
  void leaksAMock() {
    Items own = mock(Items.class);
    when(own.count()).thenReturn(7_000L);
    KEPT.set(own);
    assertThat(own.count()).isEqualTo(7_000);
  }
}
