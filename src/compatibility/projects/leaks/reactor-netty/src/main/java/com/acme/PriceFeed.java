package com.acme;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Prices for whoever listens. */
public final class PriceFeed {

  private final Sinks.Many<Integer> prices = Sinks.many().multicast().directBestEffort();

  public Flux<Integer> prices() {
    return prices.asFlux();
  }

  public void tell(int price) {
    prices.tryEmitNext(price);
  }
}
