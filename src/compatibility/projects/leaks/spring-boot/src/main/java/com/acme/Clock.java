package com.acme;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ticks while tests run. */
@Component
class Clock {

  private final AtomicLong ticks = new AtomicLong();

  @Scheduled(fixedRate = 20)
  void tick() {
    ticks.incrementAndGet();
  }

  long ticks() {
    return ticks.get();
  }
}
