package example;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Code whose allocations are known; known to class loaders of all kinds as what the JDK has. */
public final class Orders implements IntUnaryOperator {

  private static final List<Order> KEPT = new ArrayList<>(64);

  /** An order: 24 bytes, 16 with compact headers. */
  public static final class Order {
    final int id;
    final int price;

    Order(int id, int price) {
      this.id = id;
      this.price = price;
    }
  }

  /** For class loaders that call it. */
  public Orders() {}

  /** Makes so many orders and keeps none. */
  public static int make(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += new Order(i, 1).price;
    }
    return sum;
  }

  /** Makes so many orders and keeps them. */
  public static void keep(int count) {
    for (int i = 0; i < count; i++) {
      KEPT.add(new Order(i, 1));
    }
  }

  /** Makes nothing. */
  public static int sum(int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += i;
    }
    return sum;
  }

  @Override
  public int applyAsInt(int count) {
    return make(count);
  }
}
