package example;

import jakarta.inject.Singleton;

/** A bean. */
@Singleton
public class OrderService {

  /** Makes so many orders. */
  public int make(int count) {
    return Orders.make(count);
  }
}
