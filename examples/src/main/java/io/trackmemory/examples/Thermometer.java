package io.trackmemory.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Tells its listeners the temperature; lives as long as the program. */
final class Thermometer {

  static final Thermometer OUTDOOR = new Thermometer();

  private final List<IntConsumer> listeners = new ArrayList<>(16);

  void add(IntConsumer listener) {
    listeners.add(listener);
  }

  void remove(IntConsumer listener) {
    listeners.remove(listener);
  }

  void show(int degrees) {
    listeners.forEach(listener -> listener.accept(degrees));
  }
}
