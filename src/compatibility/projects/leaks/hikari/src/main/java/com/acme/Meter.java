package com.acme;

import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import java.util.ArrayList;
import java.util.List;

/** Measures how long a connection took, and keeps each figure. */
public final class Meter implements MetricsTrackerFactory {

  private final List<Long> nanos = new ArrayList<>();
  private volatile boolean on;

  public void turn(boolean toOn) {
    on = toOn;
  }

  @Override
  public IMetricsTracker create(String name, PoolStats stats) {
    return new IMetricsTracker() {
      @Override
      public void recordConnectionAcquiredNanos(long elapsed) {
        if (on) {
          nanos.add(elapsed + 1_000);
        }
      }
    };
  }
}
