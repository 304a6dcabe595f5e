package io.trackmemory.examples;

import java.util.function.IntConsumer;

/** Shows a temperature until it is closed. */
final class Display implements IntConsumer, AutoCloseable {

  private final Thermometer thermometer;
  private final StringBuilder shown = new StringBuilder();

  Display(Thermometer thermometer) {
    this.thermometer = thermometer;
    thermometer.add(this);
  }

  @Override
  public void accept(int degrees) {
    shown.append(degrees).append(' ');
  }

  String shown() {
    return shown.toString();
  }

  @Override
  public void close() {
    thermometer.remove(this);
  }
}
