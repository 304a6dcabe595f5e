package com.acme;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** A bean that keeps who listens. */
@Component
class PriceFeed {

  private final List<Consumer<BigDecimal>> listeners = new CopyOnWriteArrayList<>();

  void add(Consumer<BigDecimal> listener) {
    listeners.add(listener);
  }

  void remove(Consumer<BigDecimal> listener) {
    listeners.remove(listener);
  }

  void tell(BigDecimal price) {
    listeners.forEach(listener -> listener.accept(price));
  }
}
