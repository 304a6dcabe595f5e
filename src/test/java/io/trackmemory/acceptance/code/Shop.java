package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;

/** Makes orders; every class loader knows it as something of the JDK. */
public final class Shop implements IntConsumer {

  private static final List<Order> KEPT = new ArrayList<>(64);

  private int sold;

  /** For loaders that make one. */
  public Shop() {}

  /** Makes so many orders and keeps none; where negative, keeps them. */
  @Override
  public void accept(int count) {
    if (count < 0) {
      keep(-count);
      return;
    }
    LongFunction<Order> maker = Order::new;
    for (int i = 0; i < count; i++) {
      sold += maker.apply(i).name().length();
    }
  }

  /** Length of all names so far. */
  public int sold() {
    return sold;
  }

  private static void keep(int count) {
    for (int i = 0; i < count; i++) {
      KEPT.add(new Order(i));
    }
  }

  /** An order. */
  public record Order(long id) {

    /** Joins a name each time. */
    public String name() {
      return "order " + id;
    }
  }
}
