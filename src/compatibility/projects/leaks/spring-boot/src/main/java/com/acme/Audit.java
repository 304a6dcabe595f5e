package com.acme;

import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what is added, and keeps it until somebody takes it. */
@Component
class Audit {

  private final Deque<String> names = new ArrayDeque<>();

  @EventListener
  synchronized void on(ItemAdded added) {
    names.add(added.name());
  }

  synchronized String take() {
    return names.poll();
  }
}
