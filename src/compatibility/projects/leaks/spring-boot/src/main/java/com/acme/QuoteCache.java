package com.acme;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** A bean that forgets nothing by itself. */
@Component
class QuoteCache {

  private final Map<String, BigDecimal> quotes = new ConcurrentHashMap<>();

  BigDecimal quote(String name, int amount) {
    return quotes.computeIfAbsent(
        name + " x " + amount, key -> BigDecimal.valueOf(amount).multiply(BigDecimal.TEN));
  }

  void clear() {
    quotes.clear();
  }
}
