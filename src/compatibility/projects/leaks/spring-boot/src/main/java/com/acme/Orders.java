package com.acme;

import java.util.ArrayList;
import java.util.List;

/** What was ordered, for ever. */
final class Orders {

  static final List<String> HISTORY = new ArrayList<>();

  private Orders() {}

  static void place(String name, int amount) {
    HISTORY.add(name + " x " + amount);
  }

  static void cancelLast() {
    HISTORY.remove(HISTORY.size() - 1);
  }
}
