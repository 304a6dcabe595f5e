package com.acme;

import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hears what is added, and keeps it if it is told to. */
@Singleton
public class Audit {

  private final Deque<String> names = new ArrayDeque<>();
  private volatile boolean keeping;

  void keep(boolean on) {
    keeping = on;
  }

  @EventListener
  synchronized void on(ItemAdded added) {
    if (keeping) {
      names.add("added " + added.name());
    }
  }
}
