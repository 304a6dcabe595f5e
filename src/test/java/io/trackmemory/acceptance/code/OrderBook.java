package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.List;

/** Allocates what its name says; messages name its lines. */
public final class OrderBook {

  private final List<Integer> fills = new ArrayList<>(64);

  /** Adds two numbers. */
  public int sum(int one, int other) {
    return one + other;
  }

  /** Makes an order. */
  public Order order(long id) {
    return new Order(id);
  }

  /** Makes an array of prices. */
  public long[] prices(int count) {
    return new long[count];
  }

  /** Boxes a number each time. */
  public void fill(int count) {
    for (int i = 0; i < count; i++) {
      fills.add(1_000 + i);
    }
    fills.clear();
  }

  /** Makes orders, an array and a list. */
  public List<Order> day(int count) {
    long[] prices = prices(count);
    List<Order> orders = new ArrayList<>(count);
    for (long price : prices) {
      orders.add(order(price));
    }
    return orders;
  }

  /** An order. */
  public record Order(long id) {}
}
