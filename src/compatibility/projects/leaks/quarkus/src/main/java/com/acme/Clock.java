package com.acme;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Ticks while tests run. */
@ApplicationScoped
public class Clock {

  private final AtomicLong ticks = new AtomicLong();

  @Scheduled(every = "1s")
  void tick() {
    ticks.incrementAndGet();
  }

  public long ticks() {
    return ticks.get();
  }
}
