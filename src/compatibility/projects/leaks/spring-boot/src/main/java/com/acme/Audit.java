package com.acme;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what is added, and keeps it until somebody takes it. */
@Component
class Audit {

  private final List<String> names = new ArrayList<>();

  @EventListener
  synchronized void on(ItemAdded added) {
    names.add(added.name());
  }

  synchronized List<String> take() {
    List<String> taken = List.copyOf(names);
    names.clear();
    return taken;
  }
}
