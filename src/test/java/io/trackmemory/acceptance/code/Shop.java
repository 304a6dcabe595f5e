package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;

/** Makes so many orders; every class loader knows it as something of the JDK. */
public final class Shop implements IntUnaryOperator {

  private static final List<Order> KEPT = new ArrayList<>(64);

  /** For loaders that make one. */
  public Shop() {}

  @Override
  public int applyAsInt(int count) {
    if (count < 0) {
      keep(-count);
      return 0;
    }
    LongFunction<Order> maker = Order::new;
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += maker.apply(i).name().length();
    }
    return sum;
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
