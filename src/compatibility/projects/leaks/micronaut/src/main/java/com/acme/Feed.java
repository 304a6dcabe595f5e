package com.acme;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

@Singleton
public class Feed {

  private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();

  public void add(IntConsumer listener) {
    listeners.add(listener);
  }

  public void remove(IntConsumer listener) {
    listeners.remove(listener);
  }

  public void tell(int price) {
    listeners.forEach(listener -> listener.accept(price));
  }
}
