package com.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hears what is added, and keeps it if it is told to. */
@ApplicationScoped
public class Audit {

  private final Deque<String> names = new ArrayDeque<>();
  private volatile boolean keeping;

  void keep(boolean on) {
    keeping = on;
  }

  synchronized void on(@Observes ItemAdded added) {
    if (keeping) {
      names.add("added " + added.name());
    }
  }
}
